INSERT INTO document (id, sha256, bytes, form, text, text_sha256, article, day, reader)
VALUES (:id, :sha256, :bytes, :form, :text, :text_sha256, :article, :day, :reader)
