-- The entries that a document tells of, where in its text, and their persons' tokens.
SELECT entry.id, entry.kind, entry.first, entry.tokens, entry.label, evidence.start, evidence.end,
    coalesce((SELECT group_concat(person.tokens, ' ') FROM entry_person
        JOIN entry AS person ON person.id = entry_person.person
        WHERE entry_person.entry = entry.id), '')
FROM indexed
JOIN entry_claim ON entry_claim.document = indexed.document
JOIN entry ON entry.id = entry_claim.entry
JOIN evidence ON evidence.document = entry_claim.document AND evidence.claim = entry_claim.claim
WHERE indexed.number = ?1
ORDER BY evidence.start, evidence.end DESC, entry.id
