-- message: a retired id must not be used again
SELECT 'actors' AS "table", t.line AS line, 'actor_id' AS field, t.actor_id AS value
FROM actors AS t
JOIN retired AS r ON r."table" = 'actors' AND r.row_id = t.actor_id
UNION ALL
SELECT 'claims' AS "table", t.line AS line, 'claim_id' AS field, t.claim_id AS value
FROM claims AS t
JOIN retired AS r ON r."table" = 'claims' AND r.row_id = t.claim_id
UNION ALL
SELECT 'events' AS "table", t.line AS line, 'event_id' AS field, t.event_id AS value
FROM events AS t
JOIN retired AS r ON r."table" = 'events' AND r.row_id = t.event_id
UNION ALL
SELECT 'figures' AS "table", t.line AS line, 'figure_id' AS field, t.figure_id AS value
FROM figures AS t
JOIN retired AS r ON r."table" = 'figures' AND r.row_id = t.figure_id
UNION ALL
SELECT 'measures' AS "table", t.line AS line, 'measure_id' AS field, t.measure_id AS value
FROM measures AS t
JOIN retired AS r ON r."table" = 'measures' AND r.row_id = t.measure_id
UNION ALL
SELECT 'names' AS "table", t.line AS line, 'name_id' AS field, t.name_id AS value
FROM names AS t
JOIN retired AS r ON r."table" = 'names' AND r.row_id = t.name_id
UNION ALL
SELECT 'places' AS "table", t.line AS line, 'place_id' AS field, t.place_id AS value
FROM places AS t
JOIN retired AS r ON r."table" = 'places' AND r.row_id = t.place_id
UNION ALL
SELECT 'quotes' AS "table", t.line AS line, 'quote_id' AS field, t.quote_id AS value
FROM quotes AS t
JOIN retired AS r ON r."table" = 'quotes' AND r.row_id = t.quote_id
UNION ALL
SELECT 'reports' AS "table", t.line AS line, 'report_id' AS field, t.report_id AS value
FROM reports AS t
JOIN retired AS r ON r."table" = 'reports' AND r.row_id = t.report_id
UNION ALL
SELECT 'sources' AS "table", t.line AS line, 'source_id' AS field, t.source_id AS value
FROM sources AS t
JOIN retired AS r ON r."table" = 'sources' AND r.row_id = t.source_id
UNION ALL
SELECT 'utterances' AS "table", t.line AS line, 'utterance_id' AS field, t.utterance_id AS value
FROM utterances AS t
JOIN retired AS r ON r."table" = 'utterances' AND r.row_id = t.utterance_id
