-- message: every actor must have a printed form in the table names
SELECT 'actors' AS "table", t.line AS line, 'actor_id' AS field, t.actor_id AS value
FROM actors AS t
WHERE NOT EXISTS (SELECT 1 FROM names AS u WHERE u.actor_id = t.actor_id)
