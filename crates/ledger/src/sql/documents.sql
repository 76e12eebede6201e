-- Documents with a day from ?1 to ?2, ?4 of them from the one after ?3 others, with how
-- many claims of each sort they make. The others are passed over in the index alone.
SELECT document.article, (
    SELECT json_group_object(kind, n) FROM (SELECT kind, count(*) AS n FROM claim WHERE claim.document = document.id GROUP BY kind)
)
FROM (
    SELECT id FROM document
    WHERE (?1 IS NULL OR day >= ?1)
      AND (?2 IS NULL OR day <= ?2)
    ORDER BY day IS NULL, day, id
    LIMIT ?4 OFFSET ?3
) AS page CROSS JOIN document ON document.id = page.id
ORDER BY document.day IS NULL, document.day, document.id
