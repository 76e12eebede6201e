-- The newest documents that match, of those numbered ?2 to ?3.
SELECT rowid FROM word_index
WHERE word_index MATCH ?1 AND rowid BETWEEN ?2 AND ?3
ORDER BY rowid DESC LIMIT ?4
