INSERT INTO indexed (number, document, stamp, fields) VALUES (?1, ?2, ?3, ?4)
