SELECT id, json_extract(article, '$.title'), text, text_sha256, day FROM document WHERE id = ?1
