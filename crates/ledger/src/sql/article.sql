-- One document's article and day.
SELECT article, day FROM document WHERE id = ?1
