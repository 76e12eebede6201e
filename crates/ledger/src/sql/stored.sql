-- What a document can be read again from.
SELECT article, form, bytes, text FROM document WHERE id = ?1
