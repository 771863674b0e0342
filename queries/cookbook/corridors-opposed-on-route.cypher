// title: Corridors opposed on their own route
// question: Which corridors run through a state that is against them?
MATCH (c:Corridor)-[via:CONNECTS]->(s:State|Territory)
WHERE via.status = 'asserted'
WITH c, s, via ORDER BY coalesce(via.quote, ''), via.id
WITH c, s, last(collect(via)) AS via
MATCH (s)<-[own:LEADS|OUTLET_OF*0..1]-(x:Actor)-[r]->(c)
WHERE r.weight < 0 AND r.since IS NOT NULL
  AND all(t IN own WHERE t.status = 'asserted' // leaders and outlets count for theirs, while they speak for it
    AND coalesce(t.started_day, t.published_day - duration({days: 365}), r.since) <= r.since
    AND r.since <= coalesce(t.ended_day, CASE WHEN t.started_day IS NULL THEN t.published_day + duration({days: 365}) END, r.since))
WITH DISTINCT c, s, via, x, r
ORDER BY r.since DESC, r.weight, r.id
WITH c, s, via, count(*) AS n, min(r.since) AS first, collect({r: r, who: x.name})[0] AS latest
WITH c, s, via, n, first, latest.r AS r, latest.who AS who
RETURN c.name AS corridor, s.name AS state, n, first, r.since AS latest, who, r.quote AS quote, r.document AS document, r.id AS id,
    via.quote AS quote_route, via.document AS document_route, via.id AS id_route
ORDER BY c.id, n DESC, s.id
