-- message: the example of a rule must be a row of the table that the rule is about
WITH ids AS (
    SELECT 'actors' AS "table", actor_id AS row_id FROM actors
    UNION ALL
    SELECT 'events' AS "table", event_id AS row_id FROM events
    UNION ALL
    SELECT 'figures' AS "table", figure_id AS row_id FROM figures
    UNION ALL
    SELECT 'measures' AS "table", measure_id AS row_id FROM measures
    UNION ALL
    SELECT 'names' AS "table", name_id AS row_id FROM names
    UNION ALL
    SELECT 'places' AS "table", place_id AS row_id FROM places
    UNION ALL
    SELECT 'quotes' AS "table", quote_id AS row_id FROM quotes
    UNION ALL
    SELECT 'reports' AS "table", report_id AS row_id FROM reports
    UNION ALL
    SELECT 'sources' AS "table", source_id AS row_id FROM sources
    UNION ALL
    SELECT 'utterances' AS "table", utterance_id AS row_id FROM utterances
)
SELECT 'rules' AS "table", r.line AS line, 'plain' AS field, r.plain AS value
FROM rules AS r
LEFT JOIN ids AS i ON i."table" = r."table" AND i.row_id = r.plain
WHERE r.plain IS NOT NULL AND i.row_id IS NULL AND r."table" NOT IN ('attributions', 'evidence')
UNION ALL
SELECT 'rules' AS "table", r.line AS line, 'borderline' AS field, r.borderline AS value
FROM rules AS r
LEFT JOIN ids AS i ON i."table" = r."table" AND i.row_id = r.borderline
WHERE r.borderline IS NOT NULL AND i.row_id IS NULL AND r."table" NOT IN ('attributions', 'evidence')
