-- The claims of one sort that a document makes, p2 before p10.
SELECT body FROM claim WHERE document = ?1 AND kind = ?2 ORDER BY length(id), id
