// title: The ladder of a quarrel
// question: How did two actors' hostility grow, step by step, and which step was worse than all before it?
// param a (actor): the one actor (name, alias, ISO code or id)
// param b (actor): the other
// example a = Azerbaijan
// example b = Russia
MATCH (one:Actor) WHERE $a IN [one.id, one.name, one.iso3] OR $a IN one.aliases
MATCH (two:Actor) WHERE $b IN [two.id, two.name, two.iso3] OR $b IN two.aliases
MATCH (one)<-[own:LEADS|OUTLET_OF*0..1]-(x:Actor)-[r]-(y:Actor)-[its:LEADS|OUTLET_OF*0..1]->(two)
WHERE one <> two AND r.weight < 0 AND r.since IS NOT NULL
  AND all(t IN own + its WHERE t.status = 'asserted' // leaders and outlets count for theirs, while they speak for it
    AND coalesce(t.started_day <= r.since, true) AND coalesce(r.since <= t.ended_day, true)
    AND (type(t) = 'OUTLET_OF' OR coalesce(t.started, t.ended) IS NOT NULL
      OR coalesce(abs(duration.inDays(t.published_day, r.since).days) <= 365, true)))
WITH DISTINCT r
ORDER BY r.since, r.weight DESC, r.id
WITH collect(r) AS steps
UNWIND range(0, size(steps) - 1) AS i
WITH steps[i] AS r, all(earlier IN steps[..i] WHERE earlier.weight > steps[i].weight) AS worse, i
RETURN r.since AS day, startNode(r).name AS who, type(r) AS does, endNode(r).name AS to, r.status AS status, round(r.weight, 2) AS weight, worse,
    r.quote AS quote, r.document AS document, r.id AS id
ORDER BY i
