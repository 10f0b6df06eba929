-- message: evidence must be for a row that exists
WITH ids AS (
    SELECT 'actors' AS "table", actor_id AS row_id FROM actors
    UNION ALL
    SELECT 'claims' AS "table", claim_id AS row_id FROM claims
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
SELECT 'evidence' AS "table", e.line AS line, 'row_id' AS field, e.row_id AS value
FROM evidence AS e
LEFT JOIN ids AS i ON i."table" = e."table" AND i.row_id = e.row_id
WHERE i.row_id IS NULL AND e."table" IS NOT NULL AND e.row_id IS NOT NULL
