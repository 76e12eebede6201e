-- The spans of what persons of a document are told to have taken or left: they stand
-- in the claims themselves, beside the mentions. A claim that is no JSON any more has none.
SELECT claim.id, json_extract(span.value, '$.start'), json_extract(span.value, '$.end')
FROM claim,
    json_each(iif(json_valid(claim.body), claim.body, '{}'), '$.terms') AS term,
    json_each(term.value, '$.evidence') AS span
WHERE claim.document = ?1 AND claim.kind = 'person'
