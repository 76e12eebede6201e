-- The entries that a document tells of, and where in its text.
SELECT entry.id, entry.kind, entry.first, entry_field.tokens, entry_field.label, evidence.start, evidence.end
FROM indexed
JOIN entry_claim ON entry_claim.document = indexed.document
JOIN entry ON entry.id = entry_claim.entry
JOIN entry_field ON entry_field.entry = entry.id
JOIN evidence ON evidence.document = entry_claim.document AND evidence.claim = entry_claim.claim
WHERE indexed.number = ?1
ORDER BY evidence.start, evidence.end DESC, entry.id
