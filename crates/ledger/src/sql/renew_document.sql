-- What was given beside the bytes, or the reader, has changed; the bytes have not.
UPDATE document SET article = ?2, day = ?3, reader = ?4, text = ?5, text_sha256 = ?6 WHERE id = ?1
