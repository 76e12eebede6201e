-- The article, reader and form of the document with these bytes.
SELECT article, reader, form FROM document WHERE sha256 = ?1
