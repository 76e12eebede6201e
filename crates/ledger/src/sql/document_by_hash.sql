-- The article and reader of the document with these bytes.
SELECT article, reader FROM document WHERE sha256 = ?1
