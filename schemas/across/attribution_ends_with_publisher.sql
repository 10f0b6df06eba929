-- message: the last hop of an attribution chain, and no other, must be the publisher
WITH lasts AS (
    SELECT "table", row_id, MAX(hop) AS hop FROM attributions GROUP BY "table", row_id
)
SELECT 'attributions' AS "table", a.line AS line, 'role' AS field, a.role AS value
FROM attributions AS a
JOIN lasts AS l ON l."table" = a."table" AND l.row_id = a.row_id
WHERE (a.hop = l.hop AND a.role <> 'publisher') OR (a.hop < l.hop AND a.role = 'publisher')
