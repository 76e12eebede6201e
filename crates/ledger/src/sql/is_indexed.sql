SELECT EXISTS (SELECT 1 FROM indexed WHERE document = ?1)
