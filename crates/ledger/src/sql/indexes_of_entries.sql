-- The indexes of entries and of what stands beside them, and how they are made.
SELECT name, sql FROM sqlite_master
WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('entry', 'entry_claim', 'entry_party', 'entry_person')
ORDER BY name
