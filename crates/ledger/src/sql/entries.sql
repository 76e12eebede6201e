-- Entries of one sort that concern all of the parties (?2, a JSON array) and
-- one of the persons (?3, a JSON array or null), from ?4 to ?5.
SELECT body FROM entry
WHERE kind = ?1
  AND NOT EXISTS (
      SELECT 1 FROM json_each(?2) AS wanted
      WHERE NOT EXISTS (SELECT 1 FROM entry_party WHERE entry_party.entry = entry.id AND entry_party.party = wanted.value))
  AND (?3 IS NULL OR EXISTS (
      SELECT 1 FROM entry_person JOIN json_each(?3) AS wanted ON wanted.value = entry_person.person
      WHERE entry_person.entry = entry.id))
  AND (?4 IS NULL OR last >= ?4)
  AND (?5 IS NULL OR first <= ?5)
ORDER BY first IS NULL, first, last, id
