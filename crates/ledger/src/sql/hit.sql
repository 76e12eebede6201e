SELECT document.id, document.article, document.day, document.text
FROM indexed JOIN document ON document.id = indexed.document
WHERE indexed.number = ?1
