-- The latest documents (?1 of them), those without a day last, with how many claims of
-- each sort they make.
WITH latest AS (
    SELECT * FROM (SELECT id, article, 0 AS is_open, day FROM document WHERE (day IS NULL) = 0 ORDER BY day DESC, id DESC LIMIT ?1)
    UNION ALL
    SELECT * FROM (SELECT id, article, 1, '' FROM document WHERE (day IS NULL) = 1 ORDER BY id DESC LIMIT ?1)
)
SELECT article, (
    SELECT json_group_object(kind, n) FROM (SELECT kind, count(*) AS n FROM claim WHERE claim.document = latest.id GROUP BY kind)
)
FROM latest
ORDER BY is_open, day DESC, id DESC
LIMIT ?1
