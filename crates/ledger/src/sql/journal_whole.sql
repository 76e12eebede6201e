-- All of the journal of corrections, for its seal.
SELECT number, made, author, why, body, undone, undone_by FROM correction ORDER BY number
