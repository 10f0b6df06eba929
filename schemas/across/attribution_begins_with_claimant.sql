-- message: an attribution chain must begin with the row’s speaker or claimant, or with the publisher if the row has neither
SELECT 'attributions' AS "table", a.line AS line, 'actor_id' AS field, t.claimant_id AS value
FROM attributions AS a
JOIN figures AS t ON t.figure_id = a.row_id
WHERE a."table" = 'figures' AND a.hop = 1
  AND (a.actor_id <> t.claimant_id
    OR (t.claimant_id IS NULL AND a.role <> 'publisher')
    OR (t.claimant_id IS NOT NULL AND a.role = 'publisher'))
UNION ALL
SELECT 'attributions' AS "table", a.line AS line, 'actor_id' AS field, t.speaker_id AS value
FROM attributions AS a
JOIN quotes AS t ON t.quote_id = a.row_id
WHERE a."table" = 'quotes' AND a.hop = 1
  AND (a.actor_id <> t.speaker_id
    OR (t.speaker_id IS NULL AND a.role <> 'publisher')
    OR (t.speaker_id IS NOT NULL AND a.role = 'publisher'))
UNION ALL
SELECT 'attributions' AS "table", a.line AS line, 'actor_id' AS field, t.claimant_id AS value
FROM attributions AS a
JOIN reports AS t ON t.report_id = a.row_id
WHERE a."table" = 'reports' AND a.hop = 1
  AND (a.actor_id <> t.claimant_id
    OR (t.claimant_id IS NULL AND a.role <> 'publisher')
    OR (t.claimant_id IS NOT NULL AND a.role = 'publisher'))
