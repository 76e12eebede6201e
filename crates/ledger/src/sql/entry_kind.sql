SELECT kind FROM entry WHERE id = ?1
