-- How many documents, people and encounters are held.
SELECT (SELECT count(*) FROM document),
       (SELECT count(*) FROM entry WHERE kind = 'person'),
       (SELECT count(*) FROM entry WHERE kind = 'encounter')
