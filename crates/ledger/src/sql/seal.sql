SELECT sha256 FROM seal WHERE document = ?1
