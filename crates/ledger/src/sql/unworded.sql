-- Documents that the index has numbered but holds no words of.
SELECT document FROM indexed WHERE number NOT IN (SELECT id FROM word_index_docsize) ORDER BY document LIMIT 1
