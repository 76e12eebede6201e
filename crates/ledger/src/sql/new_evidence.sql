INSERT OR IGNORE INTO evidence (document, claim, start, end) VALUES (?1, ?2, ?3, ?4)
