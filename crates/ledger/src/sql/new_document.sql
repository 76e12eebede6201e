INSERT INTO document (id, sha256, bytes, form, text, text_sha256, article, day, reader)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
