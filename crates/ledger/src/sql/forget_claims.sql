-- Takes back what an earlier reading claimed.
DELETE FROM claim WHERE document = ?1
