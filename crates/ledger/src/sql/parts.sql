-- The encounters within another.
SELECT body FROM entry INDEXED BY entry_within
WHERE kind = 'encounter' AND iif(json_valid(body), json_extract(body, '$.within'), NULL) = ?1
ORDER BY first IS NULL, first, last, id
