-- Lists of large ledgers: what an entry is stands beside its parties and persons, so
-- that nothing is looked up in vain; lists are read in their order, a part at a time.
-- Everything here is derived, and made anew by the next join.
DELETE FROM entry_field;
DELETE FROM entry_claim;
DROP TABLE IF EXISTS entry_party;
DROP TABLE IF EXISTS entry_person;
DROP TABLE entry;

-- Entries come in no order of their ids: their bodies stand one after another, and
-- only the index is written here and there.
CREATE TABLE entry (
    id    TEXT PRIMARY KEY,
    kind  TEXT NOT NULL,
    first TEXT,                        -- first and last day it can mean
    last  TEXT,
    body  TEXT NOT NULL
) STRICT;

CREATE TABLE entry_party (
    party TEXT NOT NULL,
    kind  TEXT NOT NULL,               -- of the entry
    entry TEXT NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    PRIMARY KEY (party, kind, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS entry_party_of_entry ON entry_party (entry, party);

CREATE TABLE entry_person (
    person TEXT NOT NULL,
    kind   TEXT NOT NULL,              -- of the entry
    entry  TEXT NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    PRIMARY KEY (person, kind, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS entry_person_of_entry ON entry_person (entry, person);

CREATE INDEX IF NOT EXISTS entry_in_time ON entry (kind, first IS NULL, first, last, id);
CREATE INDEX IF NOT EXISTS person_names ON entry (id, iif(json_valid(body), json_extract(body, '$.names'), '[]')) WHERE kind = 'person';
CREATE INDEX IF NOT EXISTS entry_within ON entry (iif(json_valid(body), json_extract(body, '$.within'), NULL)) WHERE kind = 'encounter';
CREATE INDEX IF NOT EXISTS encounter_of_kind ON entry (iif(json_valid(body), json_extract(body, '$.kind'), NULL), first IS NULL, first, last, id) WHERE kind = 'encounter';
CREATE INDEX IF NOT EXISTS person_of_many ON entry (iif(json_valid(body), json_array_length(body, '$.sources'), 0) DESC, id) WHERE kind = 'person';
CREATE INDEX IF NOT EXISTS document_in_time ON document (day IS NULL, day, id);

-- How many encounters two parties had: `party` before `other` in the order of codes.
CREATE TABLE IF NOT EXISTS relation (
    party TEXT    NOT NULL,
    other TEXT    NOT NULL,
    n     INTEGER NOT NULL,
    PRIMARY KEY (party, other)
) STRICT, WITHOUT ROWID;

UPDATE joined SET is_stale = 1 WHERE EXISTS (SELECT 1 FROM document);
