-- Encounters of a kind (?1) from ?2 to ?3: ?5 of them, from the one after ?4 others.
-- The others are passed over in the index alone.
SELECT entry.body FROM (
    SELECT id FROM entry INDEXED BY encounter_of_kind
    WHERE kind = 'encounter' AND iif(json_valid(body), json_extract(body, '$.kind'), NULL) = ?1
      AND (?2 IS NULL OR last >= ?2)
      AND (?3 IS NULL OR first <= ?3)
    ORDER BY first IS NULL, first, last, id
    LIMIT ?5 OFFSET ?4
) AS page CROSS JOIN entry ON entry.id = page.id
ORDER BY entry.first IS NULL, entry.first, entry.last, entry.id
