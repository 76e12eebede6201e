-- The seal of the journal of corrections: a hash over all of it, so that a change to
-- any decision is told.
CREATE TABLE IF NOT EXISTS journal_seal (
    only   INTEGER PRIMARY KEY CHECK (only = 1),
    sha256 TEXT NOT NULL
) STRICT;
