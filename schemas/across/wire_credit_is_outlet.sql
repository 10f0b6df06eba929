-- message: the wire service that an article credits must be an actor of the type outlet
SELECT 'sources' AS "table", s.line AS line, 'wire_credit_id' AS field, s.wire_credit_id AS value
FROM sources AS s
JOIN actors AS a ON a.actor_id = s.wire_credit_id
WHERE a.actor_type <> 'outlet'
