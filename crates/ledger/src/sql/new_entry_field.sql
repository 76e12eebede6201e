INSERT INTO entry_field (entry, tokens, label) VALUES (?1, ?2, ?3)
