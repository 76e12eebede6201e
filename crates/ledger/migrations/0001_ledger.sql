-- A document is one snapshot of one article, never changed after it is stored.
CREATE TABLE document (
    id          TEXT PRIMARY KEY,      -- first 16 hexadecimal digits of sha256
    sha256      TEXT NOT NULL UNIQUE,  -- of bytes
    bytes       BLOB NOT NULL,         -- as read
    form        TEXT NOT NULL,         -- plain, markdown, html
    text        TEXT NOT NULL,         -- clean text; every span counts its code points
    text_sha256 TEXT NOT NULL,         -- of text in UTF-8
    article     TEXT NOT NULL,         -- the article object of the JSON contract
    day         TEXT,                  -- dateline or publication day, by which it is ordered
    reader      TEXT NOT NULL          -- version of reader and rules that made the claims
) STRICT;

-- A claim is what one document says.
CREATE TABLE claim (
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    id       TEXT NOT NULL,            -- p1, e1, f1, r1 within its document
    kind     TEXT NOT NULL,            -- person, encounter, figure, formula
    body     TEXT NOT NULL,            -- the item of the JSON contract
    PRIMARY KEY (document, id)
) STRICT, WITHOUT ROWID;

-- The words that support a claim, in code points of the document's text.
CREATE TABLE evidence (
    document TEXT    NOT NULL,
    claim    TEXT    NOT NULL,
    start    INTEGER NOT NULL CHECK (start >= 0),
    end      INTEGER NOT NULL CHECK (end > start),
    PRIMARY KEY (document, claim, start, end),
    FOREIGN KEY (document, claim) REFERENCES claim (document, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- An entry is what the ledger holds after joining claims. Entries are derived:
-- they can be deleted and made again at any time.
CREATE TABLE entry (
    id    TEXT PRIMARY KEY,
    kind  TEXT NOT NULL,
    first TEXT,                        -- first and last day it can mean
    last  TEXT,
    body  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_in_time ON entry (kind, first, id);

CREATE TABLE entry_claim (
    entry    TEXT NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    document TEXT NOT NULL,
    claim    TEXT NOT NULL,
    PRIMARY KEY (document, claim, entry),
    FOREIGN KEY (document, claim) REFERENCES claim (document, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_claim_of_entry ON entry_claim (entry);

-- Whose an entry is: states and organisations, and persons.
CREATE TABLE entry_party (
    entry TEXT NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    party TEXT NOT NULL,
    PRIMARY KEY (party, entry)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry_person (
    entry  TEXT NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    person TEXT NOT NULL,
    PRIMARY KEY (person, entry)
) STRICT, WITHOUT ROWID;

-- One row: whether claims were filed that the entries do not know of yet.
CREATE TABLE joined (
    only     INTEGER PRIMARY KEY CHECK (only = 1),
    is_stale INTEGER NOT NULL
) STRICT;

INSERT INTO joined VALUES (1, 0);
