-- message: every utterance must be rendered by a quote
SELECT 'utterances' AS "table", t.line AS line, 'utterance_id' AS field, t.utterance_id AS value
FROM utterances AS t
WHERE NOT EXISTS (SELECT 1 FROM quotes AS u WHERE u.utterance_id = t.utterance_id)
