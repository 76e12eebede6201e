DELETE FROM claim WHERE document = ?1 AND id = ?2
