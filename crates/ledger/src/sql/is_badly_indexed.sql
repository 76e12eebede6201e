-- Whether the index lacks documents, or has words that were taken otherwise than ?1.
SELECT (SELECT count(*) FROM document) <> (SELECT count(*) FROM indexed WHERE stamp GLOB ?1)
