INSERT INTO correction (made, author, why, body) VALUES (?1, ?2, ?3, ?4)
