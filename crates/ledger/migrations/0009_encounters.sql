-- Joining tells more than it did: contacts of which only states are named, contacts under two days,
-- plans that were put off, and why each report was joined.
UPDATE joined SET is_stale = 1 WHERE EXISTS (SELECT 1 FROM document);
