// title: Outlets that attack an ally
// question: Where does an outlet attack a state with which its own is allied?
MATCH (home:State|Territory)-[ally:ALLY]-(s:State|Territory)
WHERE ally.weight > 0 AND ally.since IS NOT NULL
WITH home, s, ally ORDER BY ally.since DESC, ally.id
WITH home, s, collect(ally) AS pacts
MATCH (home)<-[own:OUTLET_OF]-(o:Outlet)-[r]->(y:Actor)-[its:LEADS|OUTLET_OF*0..1]->(s)
WHERE r.weight < 0 AND r.since IS NOT NULL
  AND all(t IN [own] + its WHERE t.status = 'asserted' // leaders and outlets count for theirs, while they speak for it
    AND coalesce(t.started_day <= r.since, true) AND coalesce(r.since <= t.ended_day, true)
    AND (type(t) = 'OUTLET_OF' OR coalesce(t.started, t.ended) IS NOT NULL
      OR coalesce(abs(duration.inDays(t.published_day, r.since).days) <= 365, true)))
  AND any(pact IN pacts WHERE pact.since <= r.since AND coalesce(r.since <= pact.until, true))
WITH DISTINCT home, o, s, r, head([pact IN pacts WHERE pact.since <= r.since AND coalesce(r.since <= pact.until, true)]) AS pact
RETURN o.name AS outlet, home.name AS of, s.name AS attacks, r.since AS day, r.quote AS quote, r.document AS document, r.id AS id,
    pact.since AS allied, pact.quote AS quote_ally, pact.document AS document_ally, pact.id AS id_ally
ORDER BY day DESC, o.id, s.id, home.id, r.id
