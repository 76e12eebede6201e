-- Counts the encounters of every two parties.
INSERT INTO relation (party, other, n)
SELECT own.party, other.party, count(*)
FROM entry
CROSS JOIN entry_party AS own ON own.entry = entry.id
CROSS JOIN entry_party AS other ON other.entry = entry.id AND other.party > own.party
WHERE entry.kind = 'encounter'
GROUP BY own.party, other.party
