-- The number of a document in the index, and what it can be asked by.
SELECT number, fields FROM indexed WHERE document = ?1
