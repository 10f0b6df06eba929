-- message: a quote’s speaker must be the speaker of the utterance that it renders
SELECT 'quotes' AS "table", q.line AS line, 'speaker_id' AS field, q.speaker_id AS value
FROM quotes AS q
JOIN utterances AS u ON u.utterance_id = q.utterance_id
WHERE q.speaker_id <> u.speaker_id
