INSERT INTO entry_party (entry, party) VALUES (?1, ?2)
