-- The address of a document.
SELECT coalesce(json_extract(article, '$.url'), json_extract(article, '$.source')) FROM document WHERE id = ?1
