-- Persons of one of the parties (?5, a JSON array) and of the ids (?6, a JSON array or
-- null), one of which is given, whom a document with a day from ?1 to ?2 names: ?4 of
-- them, from the one after ?3 others.
WITH meant AS (
    SELECT DISTINCT entry AS id FROM json_each(?5) AS wanted
    CROSS JOIN entry_party ON party = wanted.value AND kind = 'person'
    UNION
    SELECT value FROM json_each(?6) WHERE ?5 = '[]'
)
SELECT body FROM meant CROSS JOIN entry ON entry.id = meant.id
WHERE +entry.kind = 'person'
  AND (?6 IS NULL OR entry.id IN (SELECT value FROM json_each(?6)))
  AND (?1 IS NULL AND ?2 IS NULL OR EXISTS (
      SELECT 1 FROM entry_claim CROSS JOIN document ON document.id = entry_claim.document
      WHERE entry_claim.entry = entry.id
        AND (?1 IS NULL OR document.day >= ?1)
        AND (?2 IS NULL OR document.day <= ?2)))
ORDER BY entry.id
LIMIT ?4 OFFSET ?3
