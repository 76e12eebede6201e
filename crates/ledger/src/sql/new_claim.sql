INSERT INTO claim (document, id, kind, body) VALUES (?1, ?2, ?3, ?4)
