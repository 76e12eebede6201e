-- What was given beside the bytes, or the reader, has changed; or the bytes
-- themselves have come where only a record of them was held.
UPDATE document
SET article = :article, day = :day, reader = :reader, text = :text, text_sha256 = :text_sha256, bytes = :bytes,
    form = :form
WHERE id = :id AND sha256 = :sha256
