INSERT INTO indexed (number, document, stamp, fields_sha256) VALUES (?1, ?2, ?3, ?4)
