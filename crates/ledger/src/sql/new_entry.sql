INSERT INTO entry (id, kind, first, last, tokens, label, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
