INSERT OR REPLACE INTO journal_seal (only, sha256) VALUES (1, ?1)
