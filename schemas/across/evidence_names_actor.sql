-- message: an actor’s name that is evidence for a cell must be a name of the actor in the cell
WITH cells AS (
    SELECT 'events' AS "table", line, 'actor_id' AS field, event_id AS row_id, actor_id FROM events
    UNION ALL
    SELECT 'figures' AS "table", line, 'claimant_id' AS field, figure_id AS row_id, claimant_id AS actor_id FROM figures
    UNION ALL
    SELECT 'quotes' AS "table", line, 'medium_id' AS field, quote_id AS row_id, medium_id AS actor_id FROM quotes
    UNION ALL
    SELECT 'quotes' AS "table", line, 'speaker_id' AS field, quote_id AS row_id, speaker_id AS actor_id FROM quotes
    UNION ALL
    SELECT 'reports' AS "table", line, 'claimant_id' AS field, report_id AS row_id, claimant_id AS actor_id FROM reports
    UNION ALL
    SELECT 'sources' AS "table", line, 'wire_credit_id' AS field, source_id AS row_id, wire_credit_id AS actor_id
    FROM sources
),
forms AS (
    SELECT DISTINCT source_id, sha256 FROM names
)
SELECT c."table" AS "table", c.line AS line, c.field AS field, c.actor_id AS value
FROM cells AS c
JOIN evidence AS e ON e."table" = c."table" AND e.row_id = c.row_id AND e.field = c.field
JOIN forms AS f ON f.source_id = e.source_id AND f.sha256 = e.sha256
LEFT JOIN names AS n ON n.source_id = e.source_id AND n.sha256 = e.sha256 AND n.actor_id = c.actor_id
WHERE e.basis = 'normalised' AND c.actor_id IS NOT NULL AND n.actor_id IS NULL
