-- message: an event must not start before its parent event
SELECT 'events' AS "table", e.line AS line, 'starts_on' AS field, e.parent_id AS value
FROM events AS e
JOIN events AS p ON p.event_id = e.parent_id
WHERE e.starts_on < p.starts_on
