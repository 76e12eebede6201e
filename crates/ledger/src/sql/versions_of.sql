-- The documents of one address, in the order of their days, then of their ids.
-- What came by standard input has no address;
-- nor has a line of a file of many articles: another may stand there tomorrow.
SELECT id, json_extract(article, '$.published.value'), day, text_sha256 FROM document
WHERE coalesce(json_extract(article, '$.url'), json_extract(article, '$.source')) = ?1 AND ?1 <> '-'
  AND (json_extract(article, '$.url') IS NOT NULL OR json_extract(article, '$.source') NOT GLOB '*:[0-9]*')
ORDER BY json_extract(article, '$.published.value'), day, id
