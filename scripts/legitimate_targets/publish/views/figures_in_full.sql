-- Every printed number with what it measures, the event, its place, whose number it is and the article.
SELECT f.figure_id, m.label AS measure, m.topic, f.text, f.value, f.low, f.high, f.qualifier, m.unit, f.counted,
  f.predicate, claimant.name AS claimant, e.label AS event, e.starts_on, p.name AS place, p.country,
  s.source_id, s.outlet, s.headline, f.measure_id, f.start, f."end"
FROM figures AS f
JOIN measures AS m ON m.measure_id = f.measure_id
JOIN sources AS s ON s.source_id = f.source_id
LEFT JOIN actors AS claimant ON claimant.actor_id = f.claimant_id
LEFT JOIN events AS e ON e.event_id = m.event_id
LEFT JOIN places AS p ON p.place_id = e.place_id
ORDER BY f.figure_id
