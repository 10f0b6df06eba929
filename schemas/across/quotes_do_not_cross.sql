-- message: two quotes of one article must not overlap, unless one lies inside the other
SELECT 'quotes' AS "table", b.line AS line, 'start' AS field, a.quote_id AS value
FROM quotes AS a
JOIN quotes AS b ON b.source_id = a.source_id
WHERE a.start < b.start AND b.start < a."end" AND a."end" < b."end"
