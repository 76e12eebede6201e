-- Entries of one sort that concern all of the parties (?2, a JSON array) and one of
-- the persons (?3, a JSON array or null), from ?4 to ?5, and of a kind of encounter
-- (?8) if one is given: ?7 of them, from the one after ?6 others. Parties or persons are given, and looked up first: the plus keeps
-- SQLite from going through all of the sort.
SELECT body FROM entry
WHERE +kind = ?1
  AND id IN (
      SELECT entry_person.entry FROM json_each(?3) AS wanted
      CROSS JOIN entry_person ON entry_person.person = wanted.value AND entry_person.kind = ?1
      UNION
      SELECT entry FROM entry_party AS own
      WHERE ?3 IS NULL AND own.kind = ?1 AND own.party = json_extract(?2, '$[0]')
        AND NOT EXISTS (
            SELECT 1 FROM json_each(?2) AS wanted
            WHERE NOT EXISTS (SELECT 1 FROM entry_party WHERE party = wanted.value AND kind = ?1 AND entry = own.entry)))
  AND (?3 IS NULL OR NOT EXISTS (
      SELECT 1 FROM json_each(?2) AS wanted
      WHERE NOT EXISTS (SELECT 1 FROM entry_party WHERE party = wanted.value AND kind = ?1 AND entry = entry.id)))
  AND (?4 IS NULL OR last >= ?4)
  AND (?5 IS NULL OR first <= ?5)
  AND (?8 IS NULL OR iif(json_valid(body), json_extract(body, '$.kind'), NULL) = ?8)
ORDER BY first IS NULL, first, last, id
LIMIT ?7 OFFSET ?6
