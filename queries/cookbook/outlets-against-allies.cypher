// title: Outlets that attack an ally
// question: Where does an outlet attack a state with which its own is allied?
MATCH (home:State|Territory)-[ally:ALLY]-(s:State|Territory)
WHERE ally.weight > 0 AND ally.since IS NOT NULL
WITH home, s, ally ORDER BY ally.since DESC, ally.id
WITH home, s, collect(ally) AS pacts
MATCH (home)<-[own:OUTLET_OF]-(o:Outlet)-[r]->(y:Actor)-[its:LEADS|OUTLET_OF*0..1]->(s)
WHERE r.weight < 0 AND r.since IS NOT NULL
  AND all(t IN [own] + its WHERE t.status = 'asserted' // leaders and outlets count for theirs, while they speak for it
    AND coalesce(t.started_day, t.published_day - duration({days: 365}), r.since) <= r.since
    AND r.since <= coalesce(t.ended_day, CASE WHEN t.started_day IS NULL THEN t.published_day + duration({days: 365}) END, r.since))
  AND any(pact IN pacts WHERE pact.since <= r.since AND coalesce(r.since <= pact.until, true))
WITH DISTINCT home, o, s, r, head([pact IN pacts WHERE pact.since <= r.since AND coalesce(r.since <= pact.until, true)]) AS pact
RETURN o.name AS outlet, home.name AS of, s.name AS attacks, r.since AS day, r.quote AS quote, r.document AS document, r.id AS id,
    pact.since AS allied, pact.quote AS quote_ally, pact.document AS document_ally, pact.id AS id_ally
ORDER BY day DESC, o.id, s.id, home.id, r.id
