-- message: the reasons for a cell must be numbered 1, 2, 3 without a gap
SELECT 'evidence' AS "table", a.line AS line, 'reason' AS field, a.row_id AS value
FROM evidence AS a
LEFT JOIN evidence AS b
    ON b."table" = a."table" AND b.row_id = a.row_id AND b.field = a.field AND b.reason = a.reason - 1
WHERE a.reason > 1 AND b.reason IS NULL
