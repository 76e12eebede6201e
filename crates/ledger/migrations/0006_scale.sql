-- What large ledgers are asked: the parties and persons of an entry, which also go
-- with it; and persons by their names, without reading all of their sources.
CREATE INDEX IF NOT EXISTS entry_party_of_entry ON entry_party (entry, party);
CREATE INDEX IF NOT EXISTS entry_person_of_entry ON entry_person (entry, person);
CREATE INDEX IF NOT EXISTS person_names ON entry (id, iif(json_valid(body), json_extract(body, '$.names'), '[]')) WHERE kind = 'person';

-- Joining tells more than it did: why each name was joined.
UPDATE joined SET is_stale = 1 WHERE EXISTS (SELECT 1 FROM document);
