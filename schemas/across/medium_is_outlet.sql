-- message: the medium of a quote must be an actor of the type outlet
SELECT 'quotes' AS "table", q.line AS line, 'medium_id' AS field, q.medium_id AS value
FROM quotes AS q
JOIN actors AS a ON a.actor_id = q.medium_id
WHERE a.actor_type <> 'outlet'
