SELECT id, article, text FROM document WHERE id = ?1
