INSERT INTO word_index (rowid, title, body, exact, fields) VALUES (?1, ?2, ?3, ?4, ?5)
