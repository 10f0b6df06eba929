-- message: a hop must be in the same article as the row that is attributed
SELECT 'attributions' AS "table", a.line AS line, 'source_id' AS field, a.source_id AS value
FROM attributions AS a
JOIN figures AS t ON t.figure_id = a.row_id
WHERE a."table" = 'figures' AND a.source_id <> t.source_id
UNION ALL
SELECT 'attributions' AS "table", a.line AS line, 'source_id' AS field, a.source_id AS value
FROM attributions AS a
JOIN quotes AS t ON t.quote_id = a.row_id
WHERE a."table" = 'quotes' AND a.source_id <> t.source_id
UNION ALL
SELECT 'attributions' AS "table", a.line AS line, 'source_id' AS field, a.source_id AS value
FROM attributions AS a
JOIN reports AS t ON t.report_id = a.row_id
WHERE a."table" = 'reports' AND a.source_id <> t.source_id
