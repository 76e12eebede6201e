-- What every document can be asked by, as the index has it; nothing of those that it
-- lacks. In the order of their numbers: in any other, filling the index takes long.
SELECT document.id, indexed.fields FROM document
LEFT JOIN indexed ON indexed.document = document.id
ORDER BY coalesce(document.day, ''), document.id
