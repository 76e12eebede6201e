INSERT INTO entry_claim (entry, document, claim) VALUES (?1, ?2, ?3)
