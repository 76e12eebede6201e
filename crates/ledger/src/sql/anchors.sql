-- The claims of an entry with their words, and those alone that stand in one of
-- the documents of ?2, a JSON array; in all if it is null.
SELECT entry_claim.document, entry_claim.claim, evidence.start, evidence.end
FROM entry_claim
JOIN evidence ON evidence.document = entry_claim.document AND evidence.claim = entry_claim.claim
WHERE entry_claim.entry = ?1
  AND (?2 IS NULL OR entry_claim.document IN (SELECT value FROM json_each(?2)))
ORDER BY entry_claim.document, entry_claim.claim, evidence.start, evidence.end
