-- Every quote with its speaker, its article, the utterance that it renders and where that was said.
SELECT q.quote_id, q.text, q.kind, q.position, speaker.name AS speaker, speaker.role AS speaker_role,
  speaker.side AS speaker_side, q.cue, medium.name AS medium, s.source_id, s.outlet, s.headline, s.published_on,
  q.utterance_id, u.gist AS utterance, u.said_on, e.label AS event, q.start, q."end"
FROM quotes AS q
JOIN sources AS s ON s.source_id = q.source_id
LEFT JOIN actors AS speaker ON speaker.actor_id = q.speaker_id
LEFT JOIN actors AS medium ON medium.actor_id = q.medium_id
LEFT JOIN utterances AS u ON u.utterance_id = q.utterance_id
LEFT JOIN events AS e ON e.event_id = u.event_id
ORDER BY q.quote_id
