// title: Outlets against states
// question: Which outlets attack a state or those who lead it, and whose outlets are they?
// param state (actor) = "": only this state (name, alias, ISO code or id); every one if empty
// param since (first day) = 1900-01-01: only what is dated from this day on
// example state = Russia
MATCH (o:Outlet)-[r]->(y:Actor)-[its:LEADS|OUTLET_OF*0..1]->(s:State|Territory)
WHERE ($state = '' OR $state IN [s.id, s.name, s.iso3] OR $state IN s.aliases)
  AND r.weight < 0 AND r.since >= date($since)
  AND all(t IN its WHERE t.status = 'asserted' // leaders and outlets count for theirs, while they speak for it
    AND coalesce(t.started_day <= r.since, true) AND coalesce(r.since <= t.ended_day, true)
    AND (type(t) = 'OUTLET_OF' OR coalesce(t.started, t.ended) IS NOT NULL
      OR coalesce(abs(duration.inDays(t.published_day, r.since).days) <= 365, true)))
WITH DISTINCT o, s, r
ORDER BY r.since DESC, r.weight, r.id
WITH o, s, count(*) AS n, round(sum(r.weight), 2) AS weight, head(collect(r)) AS latest
OPTIONAL MATCH (o)-[t:OUTLET_OF]->(home:Actor)
WHERE t.status = 'asserted' AND coalesce(t.started_day <= latest.since, true) AND coalesce(latest.since <= t.ended_day, true)
WITH DISTINCT o, s, n, weight, latest, home
WHERE home IS NULL OR home.id <> s.id
RETURN o.name AS outlet, coalesce(home.name, '') AS of, s.name AS state, n, weight, latest.since AS latest,
    latest.quote AS quote, latest.document AS document, latest.id AS id
ORDER BY weight, o.id, s.id, of
