-- message: every quote, report and figure must have an attribution chain
SELECT 'figures' AS "table", t.line AS line, 'figure_id' AS field, t.figure_id AS value
FROM figures AS t
WHERE NOT EXISTS (SELECT 1 FROM attributions AS a WHERE a."table" = 'figures' AND a.row_id = t.figure_id)
UNION ALL
SELECT 'quotes' AS "table", t.line AS line, 'quote_id' AS field, t.quote_id AS value
FROM quotes AS t
WHERE NOT EXISTS (SELECT 1 FROM attributions AS a WHERE a."table" = 'quotes' AND a.row_id = t.quote_id)
UNION ALL
SELECT 'reports' AS "table", t.line AS line, 'report_id' AS field, t.report_id AS value
FROM reports AS t
WHERE NOT EXISTS (SELECT 1 FROM attributions AS a WHERE a."table" = 'reports' AND a.row_id = t.report_id)
