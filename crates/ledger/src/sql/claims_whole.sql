-- All claims of one document, for its seal.
SELECT id, kind, body FROM claim WHERE document = ?1 ORDER BY id
