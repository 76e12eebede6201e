-- All that is stored of one document, for its seal.
SELECT id, sha256, bytes, form, text, text_sha256, article, day, reader FROM document WHERE id = ?1
