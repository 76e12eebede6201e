-- How well documents match, the least number the best. A word of a title counts
-- for eight of the body; the other columns count for nothing.
SELECT rowid, bm25(word_index, 8.0, 1.0, 0.0, 0.0) FROM word_index WHERE word_index MATCH ?1
