-- What every document can be asked by, as the index has it.
SELECT document, fields FROM indexed
