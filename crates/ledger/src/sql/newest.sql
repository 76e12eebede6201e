-- The newest documents of those numbered ?1 to ?2.
SELECT number FROM indexed WHERE number BETWEEN ?1 AND ?2 ORDER BY number DESC LIMIT ?3
