// title: Who changed sides
// question: Which pairs were on good terms before a day and are at odds since, or the other way round?
// param since (first day): the day from which on the terms may be other ones
// example since = 2024-12-01
MATCH (one:State|Territory|Organization)<-[own:LEADS|OUTLET_OF*0..1]-(x:Actor)-[r]-(y:Actor)
    -[its:LEADS|OUTLET_OF*0..1]->(two:State|Territory|Organization)
WHERE one.id < two.id AND r.weight <> 0 AND r.since IS NOT NULL
  AND all(t IN own + its WHERE t.status = 'asserted' // leaders and outlets count for theirs, while they speak for it
    AND coalesce(t.started_day <= r.since, true) AND coalesce(r.since <= t.ended_day, true)
    AND (type(t) = 'OUTLET_OF' OR coalesce(t.started, t.ended) IS NOT NULL
      OR coalesce(abs(duration.inDays(t.published_day, r.since).days) <= 365, true)))
WITH DISTINCT one, two, r
ORDER BY abs(r.weight) DESC, r.since DESC, r.id
WITH one, two, collect(r) AS said,
    round(sum(CASE WHEN r.since < date($since) THEN r.weight ELSE 0.0 END), 2) AS before,
    round(sum(CASE WHEN r.since >= date($since) THEN r.weight ELSE 0.0 END), 2) AS after
WHERE sign(before) * sign(after) = -1
WITH one, two, before, after,
    head([r IN said WHERE r.since < date($since) AND r.weight * before > 0]) AS old,
    head([r IN said WHERE r.since >= date($since) AND r.weight * after > 0]) AS new
RETURN one.name AS a, two.name AS b, before, after,
    old.since AS day_before, old.quote AS quote_before, old.document AS document_before, old.id AS id_before,
    new.since AS day, new.quote AS quote, new.document AS document, new.id AS id
ORDER BY abs(after - before) DESC, one.id, two.id
