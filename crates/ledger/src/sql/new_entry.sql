INSERT INTO entry (id, kind, first, last, body) VALUES (?1, ?2, ?3, ?4, ?5)
