SELECT claim, start, end FROM evidence WHERE document = ?1 ORDER BY start, end, claim
