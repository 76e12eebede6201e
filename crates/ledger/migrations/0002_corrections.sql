-- The journal of what analysts decided. Nothing in it is ever changed but the
-- two columns that say when and by whom a correction was undone.
CREATE TABLE correction (
    number    INTEGER PRIMARY KEY,     -- in the order in which they were made
    made      TEXT NOT NULL,           -- RFC 3339, UTC
    author    TEXT NOT NULL,
    why       TEXT,                    -- in the author's words
    body      TEXT NOT NULL,           -- what was decided, and the words it is about
    undone    TEXT,                    -- RFC 3339, UTC
    undone_by TEXT
) STRICT;

-- Entries are made anew: joining tells more than it did.
UPDATE joined SET is_stale = 1;
