DELETE FROM indexed WHERE number = ?1
