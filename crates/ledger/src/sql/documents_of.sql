-- Documents that name somebody of each of the parties (?1, a JSON array) and one of
-- the persons (?2, a JSON array or null), with a day from ?3 to ?4, with how many
-- claims of each sort they make. Parties or persons are given, and looked up first;
-- ?6 documents, from the one after ?5 others.
WITH of_party AS (
    SELECT wanted.value AS party, entry_claim.document AS document
    FROM json_each(?1) AS wanted
    CROSS JOIN entry_party ON entry_party.party = wanted.value AND entry_party.kind = 'person'
    CROSS JOIN entry_claim ON entry_claim.entry = entry_party.entry
), of_all AS (
    SELECT document FROM of_party GROUP BY document
    HAVING count(DISTINCT party) = (SELECT count(DISTINCT value) FROM json_each(?1))
), of_person AS (
    SELECT DISTINCT entry_claim.document FROM json_each(?2) AS wanted
    CROSS JOIN entry_claim ON entry_claim.entry = wanted.value
), meant AS (
    SELECT document FROM of_person WHERE json_array_length(?1) = 0
    UNION ALL
    SELECT document FROM of_all WHERE ?2 IS NULL OR document IN (SELECT document FROM of_person)
)
SELECT document.article, (
    SELECT json_group_object(kind, n) FROM (SELECT kind, count(*) AS n FROM claim WHERE claim.document = document.id GROUP BY kind)
)
FROM meant
CROSS JOIN document ON document.id = meant.document
WHERE (?3 IS NULL OR document.day >= ?3)
  AND (?4 IS NULL OR document.day <= ?4)
ORDER BY document.day IS NULL, document.day, document.id
LIMIT ?6 OFFSET ?5
