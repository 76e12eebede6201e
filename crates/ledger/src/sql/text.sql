SELECT text FROM document WHERE id = ?1
