// title: New adversaries
// question: Between whom is the first hostile word or act of all no older than a day?
// param since (first day): the day
// example since = 2024-12-01
// What is told as past, on no known day, speaks against it: that hostility is an old one.
MATCH (one:State|Territory|Organization)<-[own:LEADS|OUTLET_OF*0..1]-(x:Actor)-[r]-(y:Actor)
    -[its:LEADS|OUTLET_OF*0..1]->(two:State|Territory|Organization)
WHERE one.id < two.id AND r.weight < 0 AND (r.since IS NOT NULL OR r.past)
  AND all(t IN own + its WHERE t.status = 'asserted' // leaders and outlets count for theirs, while they speak for it
    AND coalesce(t.started_day <= r.since, true) AND coalesce(r.since <= t.ended_day, true)
    AND (type(t) = 'OUTLET_OF' OR coalesce(t.started, t.ended) IS NOT NULL
      OR coalesce(abs(duration.inDays(t.published_day, r.since).days) <= 365, true)))
WITH DISTINCT one, two, r
ORDER BY coalesce(r.since, date('0001-01-01')), r.weight, r.id
WITH one, two, collect(r) AS said, round(sum(r.weight), 2) AS weight
WHERE all(r IN said WHERE r.since >= date($since))
WITH one, two, weight, size(said) AS n, head(said) AS first
RETURN one.name AS a, two.name AS b, first.since AS first, n, weight, type(first) AS type, first.status AS status,
    first.quote AS quote, first.document AS document, first.id AS id
ORDER BY weight, one.id, two.id
