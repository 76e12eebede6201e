-- The persons (?1 of them) whom most documents name.
SELECT body FROM entry INDEXED BY person_of_many
WHERE kind = 'person'
ORDER BY iif(json_valid(body), json_array_length(body, '$.sources'), 0) DESC, id
LIMIT ?1
