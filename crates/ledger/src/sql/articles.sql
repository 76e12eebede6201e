-- Every document's article and day, in an order that filing does not decide.
SELECT article, day FROM document ORDER BY day IS NULL, day, id
