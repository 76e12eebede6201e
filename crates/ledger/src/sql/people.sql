-- Persons whom a document with a day from ?1 to ?2 names: ?4 of them, from the one
-- after ?3 others. In the order of an index of persons alone.
SELECT entry.body FROM (
    SELECT id FROM entry INDEXED BY person_names
    WHERE kind = 'person'
      AND (?1 IS NULL AND ?2 IS NULL OR EXISTS (
          SELECT 1 FROM entry_claim CROSS JOIN document ON document.id = entry_claim.document
          WHERE entry_claim.entry = entry.id
            AND (?1 IS NULL OR document.day >= ?1)
            AND (?2 IS NULL OR document.day <= ?2)))
    ORDER BY id
    LIMIT ?4 OFFSET ?3
) AS page CROSS JOIN entry ON entry.id = page.id
ORDER BY entry.id
