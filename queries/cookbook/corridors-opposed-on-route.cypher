// title: Corridors opposed on their own route
// question: Which corridors run through a state that is against them?
MATCH (c:Corridor)-[via:CONNECTS]->(s:State|Territory)
WHERE via.status = 'asserted'
WITH c, s, via ORDER BY coalesce(via.quote, ''), via.id
WITH c, s, last(collect(via)) AS via
MATCH (s)<-[own:LEADS|OUTLET_OF*0..1]-(x:Actor)-[r]->(c)
WHERE r.weight < 0 AND r.since IS NOT NULL
  AND all(t IN own WHERE t.status = 'asserted' // leaders and outlets count for theirs, while they speak for it
    AND coalesce(t.started_day <= r.since, true) AND coalesce(r.since <= t.ended_day, true)
    AND (type(t) = 'OUTLET_OF' OR coalesce(t.started, t.ended) IS NOT NULL
      OR coalesce(abs(duration.inDays(t.published_day, r.since).days) <= 365, true)))
WITH DISTINCT c, s, via, x, r
ORDER BY r.since DESC, r.weight, r.id
WITH c, s, via, count(*) AS n, min(r.since) AS first, collect({r: r, who: x.name})[0] AS latest
WITH c, s, via, n, first, latest.r AS r, latest.who AS who
RETURN c.name AS corridor, s.name AS state, n, first, r.since AS latest, who, r.quote AS quote, r.document AS document, r.id AS id,
    via.quote AS quote_route, via.document AS document_route, via.id AS id_route
ORDER BY c.id, n DESC, s.id
