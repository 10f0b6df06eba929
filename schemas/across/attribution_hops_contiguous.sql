-- message: the hops of an attribution chain must be numbered 1, 2, 3 without a gap
SELECT 'attributions' AS "table", a.line AS line, 'hop' AS field, a.row_id AS value
FROM attributions AS a
LEFT JOIN attributions AS b ON b."table" = a."table" AND b.row_id = a.row_id AND b.hop = a.hop - 1
WHERE a.hop > 1 AND b.hop IS NULL
