-- message: every measure must have a figure
SELECT 'measures' AS "table", t.line AS line, 'measure_id' AS field, t.measure_id AS value
FROM measures AS t
WHERE NOT EXISTS (SELECT 1 FROM figures AS u WHERE u.measure_id = t.measure_id)
