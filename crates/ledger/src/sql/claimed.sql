-- The spans that stand in the claims themselves: under `evidence`, and of
-- persons under `mentions`. A claim that is no JSON any more has none.
SELECT claim.id, json_extract(span.value, '$.start'), json_extract(span.value, '$.end')
FROM claim, json_each(
    iif(json_valid(claim.body), claim.body, '{}'),
    iif(claim.kind = 'person', '$.mentions', '$.evidence')
) AS span
WHERE claim.document = ?1
