-- Every entry with all that is stored beside its body, each list in order.
SELECT id, kind, first, last, body,
    (SELECT json_group_array(json_array(document, claim)) FROM
        (SELECT document, claim FROM entry_claim WHERE entry = entry.id ORDER BY document, claim)),
    (SELECT json_group_array(party) FROM (SELECT party FROM entry_party WHERE entry = entry.id AND entry_party.kind = entry.kind ORDER BY party)),
    (SELECT json_group_array(person) FROM (SELECT person FROM entry_person WHERE entry = entry.id AND entry_person.kind = entry.kind ORDER BY person))
FROM entry
