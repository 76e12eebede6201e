-- A hash of what every document can be asked by, as the index has it; nothing of those
-- that it lacks or whose words were taken otherwise than ?1. In the order of their
-- numbers: in any other, filling the index takes long.
SELECT document.id, iif(indexed.stamp GLOB ?1, indexed.fields_sha256, NULL)
FROM document INDEXED BY document_in_time
LEFT JOIN indexed ON indexed.document = document.id
ORDER BY document.day IS NULL, document.day, document.id
