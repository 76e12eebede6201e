UPDATE correction SET undone = ?2, undone_by = ?3 WHERE number = ?1 AND undone IS NULL
