-- message: one passage must not report one claim twice in the article’s own voice
SELECT 'reports' AS "table", again.line AS line, 'claim_id' AS field, again.claim_id AS value
FROM reports AS again
JOIN reports AS once ON once.claim_id = again.claim_id AND once.source_id = again.source_id
WHERE once.start = again.start AND once."end" = again."end" AND once.line < again.line
  AND once.claimant_id IS NULL AND again.claimant_id IS NULL
