-- Persons who can be asked by all of the tokens (?1, a JSON array), with their names, a
-- JSON array.
SELECT id, iif(json_valid(body), json_extract(body, '$.names'), '[]') FROM entry_field
CROSS JOIN entry INDEXED BY person_names ON entry.id = entry_field.entry AND kind = 'person'
WHERE entry_field.entry >= 'p-' AND entry_field.entry < 'p.'
  AND NOT EXISTS (SELECT 1 FROM json_each(?1) WHERE instr(' ' || tokens || ' ', ' ' || value || ' ') = 0)
