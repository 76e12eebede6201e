DELETE FROM indexed WHERE document = ?1
