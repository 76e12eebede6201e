-- What a document claims, where, and which entry each claim belongs to.
SELECT evidence.start, evidence.end, claim.kind, claim.id, entry_claim.entry
FROM claim
JOIN evidence ON evidence.document = claim.document AND evidence.claim = claim.id
JOIN entry_claim ON entry_claim.document = claim.document AND entry_claim.claim = claim.id
JOIN entry ON entry.id = entry_claim.entry AND entry.kind <> 'tenure'
WHERE claim.document = ?1
ORDER BY evidence.start, evidence.end DESC, claim.id
