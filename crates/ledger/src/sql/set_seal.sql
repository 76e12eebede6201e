INSERT INTO seal (document, sha256) VALUES (?1, ?2) ON CONFLICT (document) DO UPDATE SET sha256 = excluded.sha256
