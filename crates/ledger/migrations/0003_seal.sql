-- The seal of a document: a hash over all that is stored of it and its claims,
-- so that a change to any of it is told, whether or not an entry shows it.
CREATE TABLE seal (
    document TEXT PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
    sha256   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
