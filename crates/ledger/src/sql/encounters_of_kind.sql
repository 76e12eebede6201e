-- Encounters of a kind (?1) from ?2 to ?3: ?5 of them, from the one after ?4 others.
SELECT body FROM entry
WHERE kind = 'encounter' AND iif(json_valid(body), json_extract(body, '$.kind'), NULL) = ?1
  AND (?2 IS NULL OR last >= ?2)
  AND (?3 IS NULL OR first <= ?3)
ORDER BY first IS NULL, first, last, id
LIMIT ?5 OFFSET ?4
