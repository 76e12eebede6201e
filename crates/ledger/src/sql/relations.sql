-- Pairs of parties that encounters are between, the most frequent first.
SELECT a.party, b.party, count(*) AS n
FROM entry
CROSS JOIN entry_party AS a ON a.entry = entry.id
CROSS JOIN entry_party AS b ON b.entry = entry.id AND b.party > a.party
WHERE entry.kind = 'encounter'
GROUP BY a.party, b.party
ORDER BY n DESC, a.party, b.party
