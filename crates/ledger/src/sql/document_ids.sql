SELECT id FROM document ORDER BY id
