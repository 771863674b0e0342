// title: Most contested pairs
// question: Of which pairs is there most evidence both ways?
// param since (first day) = 1900-01-01: what happened before it does not count; what holds, does
// param at (last day) = 9999-12-31: the day to answer for
// param limit (number) = 20: at most so many rows
// example limit = 5
MATCH (one:State|Territory|Organization)<-[own:LEADS|OUTLET_OF*0..1]-(x:Actor)-[r]-(y:Actor)
    -[its:LEADS|OUTLET_OF*0..1]->(two:State|Territory|Organization)
WHERE one.id < two.id AND r.weight <> 0 AND r.since <= date($at) AND coalesce(r.until >= date($at), true)
  AND (r.since >= date($since) OR type(r) IN ['ALLY', 'ADVERSARY'])
  AND (NOT type(r) IN ['ALLY', 'ADVERSARY'] OR r.until IS NOT NULL OR NOT EXISTS { // a later one, or one told as over, ends it
    MATCH (x)-[later:ALLY|ADVERSARY]-(y)
    WHERE later.status = 'asserted' AND (later.sign <> r.sign AND r.since < later.since AND later.since <= date($at)
      OR later.sign = r.sign AND later.since IS NULL AND r.since <= later.until AND later.until < date($at))
  })
  AND all(t IN own + its WHERE t.status = 'asserted' // leaders and outlets count for theirs, while they speak for it
    AND coalesce(t.started_day <= r.since, true) AND coalesce(r.since <= t.ended_day, true)
    AND (type(t) = 'OUTLET_OF' OR coalesce(t.started, t.ended) IS NOT NULL
      OR coalesce(abs(duration.inDays(t.published_day, r.since).days) <= 365, true)))
WITH DISTINCT one, two, r
ORDER BY abs(r.weight) DESC, r.since DESC, r.id
WITH one, two, collect(r) AS said,
    round(sum(CASE WHEN r.weight > 0 THEN r.weight ELSE 0.0 END), 2) AS cooperation,
    round(sum(CASE WHEN r.weight < 0 THEN -r.weight ELSE 0.0 END), 2) AS conflict
WHERE cooperation > 0 AND conflict > 0
WITH one, two, cooperation, conflict, size(said) AS n, head([r IN said WHERE r.weight > 0]) AS good, head([r IN said WHERE r.weight < 0]) AS bad
RETURN one.name AS a, two.name AS b, cooperation, conflict, n, good.quote AS quote_friendly, good.document AS document_friendly, good.id AS id_friendly,
    bad.quote AS quote_hostile, bad.document AS document_hostile, bad.id AS id_hostile
ORDER BY CASE WHEN cooperation < conflict THEN cooperation ELSE conflict END DESC, one.id, two.id
LIMIT $limit
