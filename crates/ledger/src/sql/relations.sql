-- Pairs of parties that encounters are between, the most frequent first.
SELECT a.party, b.party, count(*) AS n
FROM entry_party AS a
JOIN entry_party AS b ON b.entry = a.entry AND b.party > a.party
JOIN entry ON entry.id = a.entry AND entry.kind = 'encounter'
GROUP BY a.party, b.party
ORDER BY n DESC, a.party, b.party
