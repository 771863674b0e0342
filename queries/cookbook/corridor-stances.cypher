// title: For and against corridors
// question: Who supports and who opposes which corridor?
MATCH (c:Corridor)<-[r]-(x:Actor)-[own:LEADS|OUTLET_OF*0..1]->(s:State|Territory|Organization)
WHERE r.weight <> 0 AND r.since IS NOT NULL
  AND all(t IN own WHERE t.status = 'asserted' // leaders and outlets count for theirs, while they speak for it
    AND coalesce(t.started_day <= r.since, true) AND coalesce(r.since <= t.ended_day, true)
    AND (type(t) = 'OUTLET_OF' OR coalesce(t.started, t.ended) IS NOT NULL
      OR coalesce(abs(duration.inDays(t.published_day, r.since).days) <= 365, true)))
WITH DISTINCT c, s, r
ORDER BY r.since DESC, abs(r.weight) DESC, r.id
WITH c, s, collect(r) AS said, round(sum(r.weight), 2) AS weight
WITH c, s, said, weight, size([r IN said WHERE r.weight > 0]) AS pro, size([r IN said WHERE r.weight < 0]) AS contra
WITH c, s, weight, pro, contra, head(said) AS r,
    CASE WHEN contra = 0 THEN 'for' WHEN pro = 0 THEN 'against' ELSE 'both' END AS stance
RETURN c.name AS corridor, s.name AS actor, stance, pro, contra, weight, r.since AS latest, r.quote AS quote, r.document AS document, r.id AS id
ORDER BY c.id, weight DESC, s.id
