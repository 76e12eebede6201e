UPDATE joined SET is_stale = ?1
