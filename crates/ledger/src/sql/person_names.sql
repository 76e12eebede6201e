-- Persons who can be asked by all of the tokens (?1, a JSON array), with their names, a
-- JSON array.
SELECT id, iif(json_valid(body), json_extract(body, '$.names'), '[]') FROM entry INDEXED BY person_names
WHERE kind = 'person'
  AND NOT EXISTS (SELECT 1 FROM json_each(?1) WHERE instr(' ' || tokens || ' ', ' ' || value || ' ') = 0)
