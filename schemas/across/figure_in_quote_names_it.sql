-- message: a figure that lies inside a quote must name that quote
SELECT 'figures' AS "table", f.line AS line, 'quote_id' AS field, q.quote_id AS value
FROM figures AS f
JOIN quotes AS q ON q.source_id = f.source_id
WHERE f.quote_id IS NULL AND f.start >= q.start AND f."end" <= q."end"
