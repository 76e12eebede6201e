-- Documents that the index lacks or whose words were taken another way (?1).
SELECT document.id FROM document
LEFT JOIN indexed ON indexed.document = document.id
WHERE indexed.stamp IS NULL OR indexed.stamp NOT GLOB ?1
ORDER BY document.id
