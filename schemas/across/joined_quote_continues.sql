-- message: a quote can only continue an earlier quote of the same article, speaker and utterance
SELECT 'quotes' AS "table", b.line AS line, 'joined_to' AS field, b.joined_to AS value
FROM quotes AS b
JOIN quotes AS a ON a.quote_id = b.joined_to
WHERE a.source_id <> b.source_id
   OR a."end" > b.start
   OR a.speaker_id <> b.speaker_id
   OR a.utterance_id <> b.utterance_id
