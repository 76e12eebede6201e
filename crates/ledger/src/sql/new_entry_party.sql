INSERT INTO entry_party (entry, kind, party) VALUES (?1, ?2, ?3)
