// title: One-sided hostility
// question: Who acts against somebody who does nothing back?
// param since (first day) = 1900-01-01: only what is dated from this day on
// param limit (number) = 50: at most so many rows
// example since = 2024-12-01
// example limit = 5
MATCH (one:State|Territory|Organization)<-[own:LEADS|OUTLET_OF*0..1]-(x:Actor)-[r:OPPOSES|COERCES|ATTACKS]-(y:Actor)
    -[its:LEADS|OUTLET_OF*0..1]->(two:State|Territory|Organization)
WHERE one <> two AND r.weight <> 0 AND r.since >= date($since)
  AND all(t IN own + its WHERE t.status = 'asserted' // leaders and outlets count for theirs, while they speak for it
    AND coalesce(t.started_day <= r.since, true) AND coalesce(r.since <= t.ended_day, true)
    AND (type(t) = 'OUTLET_OF' OR coalesce(t.started, t.ended) IS NOT NULL
      OR coalesce(abs(duration.inDays(t.published_day, r.since).days) <= 365, true)))
WITH DISTINCT one, two, r, startNode(r) = x AS acts
ORDER BY r.weight, r.since DESC, r.id
WITH one, two, [r IN collect(CASE WHEN acts THEN r END) WHERE r IS NOT NULL] AS said, sum(CASE WHEN acts THEN 0 ELSE 1 END) AS back
WHERE size(said) > 0 AND back = 0
WITH one, two, size(said) AS n, round(reduce(total = 0.0, r IN said | total + r.weight), 2) AS weight, head(said) AS worst
RETURN one.name AS acts, two.name AS against, n, weight, type(worst) AS worst, worst.since AS day, worst.quote AS quote,
    worst.document AS document, worst.id AS id
ORDER BY weight, one.id, two.id
LIMIT $limit
