-- Entries of one sort that concern all of the parties (?2, a JSON array) and one of
-- the persons (?3, a JSON array or null), from ?4 to ?5. Parties or persons are
-- given, and looked up first: the plus keeps SQLite from going through all of the sort.
SELECT body FROM entry
WHERE +kind = ?1
  AND id IN (
      SELECT entry_person.entry FROM json_each(?3) AS wanted JOIN entry_person ON entry_person.person = wanted.value
      UNION
      SELECT entry FROM entry_party WHERE ?3 IS NULL AND party = json_extract(?2, '$[0]'))
  AND NOT EXISTS (
      SELECT 1 FROM json_each(?2) AS wanted
      WHERE NOT EXISTS (SELECT 1 FROM entry_party WHERE entry_party.party = wanted.value AND entry_party.entry = entry.id))
  AND (?4 IS NULL OR last >= ?4)
  AND (?5 IS NULL OR first <= ?5)
ORDER BY first IS NULL, first, last, id
