-- Documents come in no order of their ids, and so do their claims, and entries after
-- them. What is stored of them stands one after another in the file, and only indexes
-- are written here and there.
DROP TABLE entry_field;
DROP TABLE entry_claim;
DROP TABLE entry_party;
DROP TABLE entry_person;
DROP TABLE entry;

-- A claim is what one document says.
CREATE TABLE new_claim (
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    id       TEXT NOT NULL,            -- p1, e1, f1, r1 within its document
    kind     TEXT NOT NULL,            -- person, encounter, figure, formula
    body     TEXT NOT NULL,            -- the item of the JSON contract
    PRIMARY KEY (document, id)
) STRICT;
INSERT INTO new_claim (document, id, kind, body) SELECT document, id, kind, body FROM claim ORDER BY document, id;

-- The words that support a claim, in code points of the document's text.
CREATE TABLE new_evidence (
    document TEXT    NOT NULL,
    claim    TEXT    NOT NULL,
    start    INTEGER NOT NULL CHECK (start >= 0),
    end      INTEGER NOT NULL CHECK (end > start),
    PRIMARY KEY (document, claim, start, end),
    FOREIGN KEY (document, claim) REFERENCES new_claim (document, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO new_evidence SELECT document, claim, start, end FROM evidence;
DROP TABLE evidence;
DROP TABLE claim;
ALTER TABLE new_claim RENAME TO claim;
ALTER TABLE new_evidence RENAME TO evidence;

-- Entries are derived: all are deleted and made again by every joining, which makes
-- the indexes of what stands beside them when it is done.
CREATE TABLE entry (
    id     TEXT PRIMARY KEY,
    kind   TEXT NOT NULL,
    first  TEXT,                       -- first and last day it can mean
    last   TEXT,
    tokens TEXT NOT NULL,              -- what it can be asked by, but for its persons
    label  TEXT,                       -- what it is called in a list; else its words
    body   TEXT NOT NULL
) STRICT;
CREATE INDEX entry_in_time ON entry (kind, first IS NULL, first, last, id);
CREATE INDEX person_names ON entry (id, tokens, iif(json_valid(body), json_extract(body, '$.names'), '[]')) WHERE kind = 'person';
CREATE INDEX entry_within ON entry (iif(json_valid(body), json_extract(body, '$.within'), NULL)) WHERE kind = 'encounter';
CREATE INDEX encounter_of_kind ON entry (iif(json_valid(body), json_extract(body, '$.kind'), NULL), first IS NULL, first, last, id) WHERE kind = 'encounter';
CREATE INDEX person_of_many ON entry (iif(json_valid(body), json_array_length(body, '$.sources'), 0) DESC, id) WHERE kind = 'person';

CREATE TABLE entry_claim (
    entry    TEXT NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    document TEXT NOT NULL,
    claim    TEXT NOT NULL,
    FOREIGN KEY (document, claim) REFERENCES claim (document, id) ON DELETE CASCADE
) STRICT;
CREATE UNIQUE INDEX entry_claim_of_document ON entry_claim (document, claim, entry);
CREATE INDEX entry_claim_of_entry ON entry_claim (entry, document, claim);

-- Whose an entry is: states and organisations, and persons.
CREATE TABLE entry_party (
    party TEXT NOT NULL,
    kind  TEXT NOT NULL,               -- of the entry
    entry TEXT NOT NULL REFERENCES entry (id) ON DELETE CASCADE
) STRICT;
CREATE UNIQUE INDEX entry_of_party ON entry_party (party, kind, entry);
CREATE INDEX entry_party_of_entry ON entry_party (entry, party);

CREATE TABLE entry_person (
    person TEXT NOT NULL,
    kind   TEXT NOT NULL,              -- of the entry
    entry  TEXT NOT NULL REFERENCES entry (id) ON DELETE CASCADE
) STRICT;
CREATE UNIQUE INDEX entry_of_person ON entry_person (person, kind, entry);
CREATE INDEX entry_person_of_entry ON entry_person (entry, person);

-- Of what a document can be asked by, only a hash is kept: the words are in the index.
ALTER TABLE indexed DROP COLUMN fields;
ALTER TABLE indexed ADD COLUMN fields_sha256 TEXT;

-- Words wait in memory, up to these bytes, before they are written: the fewer parts
-- the index is written in, the fewer there are to merge.
INSERT INTO word_index (word_index, rank) VALUES ('hashsize', 8388608);

UPDATE joined SET is_stale = 1 WHERE EXISTS (SELECT 1 FROM document);
