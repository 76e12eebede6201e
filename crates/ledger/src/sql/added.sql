-- Decisions that added claims to a document and still hold.
SELECT body FROM correction
WHERE undone IS NULL AND json_extract(body, '$.what') = 'add'
  AND json_extract(body, '$.claims[0].document') = ?1
ORDER BY number
