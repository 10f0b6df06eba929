-- message: in one article, the number for a part must not exceed the number for the whole
SELECT 'figures' AS "table", p.line AS line, 'value' AS field, w.figure_id AS value
FROM figures AS p
JOIN measures AS m ON m.measure_id = p.measure_id
JOIN figures AS w ON w.measure_id = m.part_of_id
JOIN measures AS n ON n.measure_id = w.measure_id
WHERE w.source_id = p.source_id AND n.unit = m.unit AND p.value > w.value
