-- What an entry can be asked by, and what a list calls it.
SELECT tokens, label FROM entry WHERE id = ?1
