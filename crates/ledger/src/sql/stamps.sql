-- What each document's words must have been taken from, and what they were.
SELECT document.id, json_extract(document.article, '$.title'), document.text_sha256, document.day, indexed.stamp
FROM document LEFT JOIN indexed ON indexed.document = document.id
ORDER BY document.id
