INSERT INTO entry_person (entry, person) VALUES (?1, ?2)
