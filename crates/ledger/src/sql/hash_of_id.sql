SELECT sha256 FROM document WHERE id = ?1
