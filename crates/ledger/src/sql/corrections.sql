-- The journal, in its order.
SELECT number, made, author, why, body, undone, undone_by FROM correction ORDER BY number
