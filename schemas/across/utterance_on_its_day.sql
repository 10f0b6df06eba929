-- message: an utterance must fall within the days of its event
SELECT 'utterances' AS "table", u.line AS line, 'said_on' AS field, u.event_id AS value
FROM utterances AS u
JOIN events AS e ON e.event_id = u.event_id
WHERE u.said_on < e.starts_on OR u.said_on > e.ends_on
