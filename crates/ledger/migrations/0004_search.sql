-- Words of the documents, folded, for search. Everything here is derived: it can
-- be deleted and made again at any time.

-- Which documents the index holds, and under which number. The number is the day
-- and then the beginning of the document's id, so that the newest have the
-- greatest, whatever the order of filing; without a day it is among the least.
CREATE TABLE indexed (
    number   INTEGER PRIMARY KEY,
    document TEXT NOT NULL UNIQUE REFERENCES document (id) ON DELETE CASCADE,
    stamp    TEXT NOT NULL,            -- what the words were taken from, and how
    fields   TEXT NOT NULL             -- what the entries of the document can be asked by
) STRICT;

-- The tokenizer only has to split at spaces: title and body are tokens of ours,
-- `exact` those words that have marks, with their marks. No text is kept twice.
CREATE VIRTUAL TABLE word_index USING fts5 (
    title, body, exact, fields,
    content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '2 3'
);

-- Words go with their document.
CREATE TRIGGER forget_words AFTER DELETE ON indexed BEGIN
    DELETE FROM word_index WHERE rowid = old.number;
END;

-- What an entry can be asked by: its kinds, parties, persons and places as tokens.
CREATE TABLE entry_field (
    entry  TEXT PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
    tokens TEXT NOT NULL,
    label  TEXT                        -- what it is called in a list; else its words
) STRICT, WITHOUT ROWID;

-- Joining fills the fields.
UPDATE joined SET is_stale = 1 WHERE EXISTS (SELECT 1 FROM document);
