INSERT INTO entry_person (entry, kind, person) VALUES (?1, ?2, ?3)
