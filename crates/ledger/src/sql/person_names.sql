-- Every person's names, a JSON array.
SELECT id, iif(json_valid(body), json_extract(body, '$.names'), '[]') FROM entry INDEXED BY person_names WHERE kind = 'person'
