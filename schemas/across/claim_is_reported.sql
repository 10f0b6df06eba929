-- message: every claim must be reported by an article
SELECT 'claims' AS "table", t.line AS line, 'claim_id' AS field, t.claim_id AS value
FROM claims AS t
WHERE NOT EXISTS (SELECT 1 FROM reports AS u WHERE u.claim_id = t.claim_id)
