SELECT id, body FROM entry
