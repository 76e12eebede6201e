-- The first two parties that have not as many encounters as was counted.
WITH counted AS (
    SELECT own.party AS party, other.party AS other, count(*) AS n
    FROM entry
    CROSS JOIN entry_party AS own ON own.entry = entry.id
    CROSS JOIN entry_party AS other ON other.entry = entry.id AND other.party > own.party
    WHERE entry.kind = 'encounter'
    GROUP BY own.party, other.party
)
SELECT party || ' and ' || other FROM (
    SELECT party, other FROM (SELECT party, other, n FROM counted EXCEPT SELECT party, other, n FROM relation)
    UNION
    SELECT party, other FROM (SELECT party, other, n FROM relation EXCEPT SELECT party, other, n FROM counted)
) ORDER BY party, other LIMIT 1
