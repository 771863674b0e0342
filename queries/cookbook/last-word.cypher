// title: The last word on a pair
// question: What was said last of two actors, denied, planned and undated things included?
// param a (actor): the one actor (name, alias, ISO code or id)
// param b (actor): the other
// param limit (number) = 10: at most so many rows
// example a = Azerbaijan
// example b = Russia
// example limit = 5
MATCH (one:Actor) WHERE $a IN [one.id, one.name, one.iso3] OR $a IN one.aliases
MATCH (two:Actor) WHERE $b IN [two.id, two.name, two.iso3] OR $b IN two.aliases
MATCH (one)<-[own:LEADS|OUTLET_OF*0..1]-(x:Actor)-[r]-(y:Actor)-[its:LEADS|OUTLET_OF*0..1]->(two)
WHERE one <> two AND r.sign <> 0
  AND all(t IN own + its WHERE t.status = 'asserted' // leaders and outlets count for theirs, while they speak for it
    AND coalesce(t.started_day <= r.since, true) AND coalesce(r.since <= t.ended_day, true)
    AND (type(t) = 'OUTLET_OF' OR coalesce(t.started, t.ended) IS NOT NULL
      OR coalesce(abs(duration.inDays(t.published_day, r.since).days) <= 365, true)))
WITH DISTINCT r
RETURN r.since AS day, startNode(r).name AS who, type(r) AS does, endNode(r).name AS to, r.status AS status, r.past AS past,
    round(r.weight, 2) AS weight, r.quote AS quote, r.document AS document, r.id AS id
ORDER BY coalesce(r.since, date('0001-01-01')) DESC, abs(r.weight) DESC, r.id
LIMIT $limit
