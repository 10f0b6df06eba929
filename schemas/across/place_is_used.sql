-- message: every place must be the place of an event
SELECT 'places' AS "table", t.line AS line, 'place_id' AS field, t.place_id AS value
FROM places AS t
WHERE NOT EXISTS (SELECT 1 FROM events AS u WHERE u.place_id = t.place_id)
