-- message: a figure must lie inside the quote that it names
SELECT 'figures' AS "table", f.line AS line, 'quote_id' AS field, f.quote_id AS value
FROM figures AS f
JOIN quotes AS q ON q.quote_id = f.quote_id
WHERE f.source_id <> q.source_id OR f.start < q.start OR f."end" > q."end"
