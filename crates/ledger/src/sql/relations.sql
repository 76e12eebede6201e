-- Pairs of parties that encounters are between, the most frequent first.
SELECT party, other, n FROM relation ORDER BY n DESC, party, other
