-- Claims without evidence, and entries without claims.
SELECT document || ':' || id FROM claim
WHERE NOT EXISTS (SELECT 1 FROM evidence WHERE evidence.document = claim.document AND evidence.claim = claim.id)
UNION ALL
SELECT id FROM entry WHERE NOT EXISTS (SELECT 1 FROM entry_claim WHERE entry_claim.entry = entry.id)
ORDER BY 1 LIMIT 1
