-- The indexes of what stands beside entries, and how they are made.
SELECT name, sql FROM sqlite_master
WHERE type = 'index' AND tbl_name IN ('entry_claim', 'entry_party', 'entry_person')
ORDER BY name
