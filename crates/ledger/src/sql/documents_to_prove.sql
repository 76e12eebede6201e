SELECT id, json_extract(article, '$.source'), sha256, bytes, text, text_sha256, form FROM document ORDER BY id
