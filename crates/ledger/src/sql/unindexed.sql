-- Documents whose words were taken another way (?1), and those that the index lacks,
-- unless they wait to be joined (?2).
SELECT document.id FROM document
LEFT JOIN indexed ON indexed.document = document.id
WHERE indexed.stamp IS NULL AND NOT ?2 OR indexed.stamp NOT GLOB ?1
ORDER BY document.id
