-- message: a hop must belong to a row that exists
WITH ids AS (
    SELECT 'figures' AS "table", figure_id AS row_id FROM figures
    UNION ALL
    SELECT 'quotes' AS "table", quote_id AS row_id FROM quotes
    UNION ALL
    SELECT 'reports' AS "table", report_id AS row_id FROM reports
)
SELECT 'attributions' AS "table", a.line AS line, 'row_id' AS field, a.row_id AS value
FROM attributions AS a
LEFT JOIN ids AS i ON i."table" = a."table" AND i.row_id = a.row_id
WHERE i.row_id IS NULL AND a."table" IS NOT NULL AND a.row_id IS NOT NULL
