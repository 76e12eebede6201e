SELECT body FROM entry WHERE kind = ?1 AND id = ?2
