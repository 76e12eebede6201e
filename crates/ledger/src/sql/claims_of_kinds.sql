-- The claims of some sorts (?1, a JSON array) that documents make.
SELECT document, kind, body FROM claim WHERE kind IN (SELECT value FROM json_each(?1))
