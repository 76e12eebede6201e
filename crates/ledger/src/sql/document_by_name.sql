-- By id, by where it came from, by the beginning of the id, by file name.
SELECT id, article, text FROM document
WHERE id = ?1 OR json_extract(article, '$.source') = ?1
   OR length(?1) >= 4 AND id GLOB ?2
   OR json_extract(article, '$.source') GLOB ?3
ORDER BY id = ?1 DESC, json_extract(article, '$.source') = ?1 DESC, id LIMIT 1
