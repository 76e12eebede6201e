-- Addresses of which more than one text is held.
SELECT coalesce(json_extract(article, '$.url'), json_extract(article, '$.source')) AS address FROM document
WHERE address <> '-'
  AND (json_extract(article, '$.url') IS NOT NULL OR json_extract(article, '$.source') NOT GLOB '*:[0-9]*')
GROUP BY address HAVING count(DISTINCT text_sha256) > 1
ORDER BY address
