-- Persons of one of the parties (?1, a JSON array) and of the ids (?2, a JSON array or
-- null) whom a document with a day from ?3 to ?4 names: ?6 of them, from the one after
-- ?5 others.
SELECT body FROM entry
WHERE kind = 'person'
  AND (?1 = '[]' OR EXISTS (
      SELECT 1 FROM json_each(?1) AS wanted
      CROSS JOIN entry_party ON party = wanted.value AND entry_party.kind = 'person' AND entry = entry.id))
  AND (?2 IS NULL OR id IN (SELECT value FROM json_each(?2)))
  AND (?3 IS NULL AND ?4 IS NULL OR EXISTS (
      SELECT 1 FROM entry_claim CROSS JOIN document ON document.id = entry_claim.document
      WHERE entry_claim.entry = entry.id
        AND (?3 IS NULL OR document.day >= ?3)
        AND (?4 IS NULL OR document.day <= ?4)))
ORDER BY id
LIMIT ?6 OFFSET ?5
