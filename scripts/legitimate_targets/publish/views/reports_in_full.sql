-- Every report of a claim with the claim, who makes it and the article.
SELECT r.report_id, c.gist AS claim, c.claim_type, c.topic, claimant.name AS claimant, r.cue, r.factuality, r.status,
  r.scope, r.timing, r.position, s.source_id, s.outlet, s.headline, r.claim_id, r.start, r."end"
FROM reports AS r
JOIN claims AS c ON c.claim_id = r.claim_id
JOIN sources AS s ON s.source_id = r.source_id
LEFT JOIN actors AS claimant ON claimant.actor_id = r.claimant_id
ORDER BY r.report_id
