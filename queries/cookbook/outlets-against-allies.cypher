// title: Outlets that attack an ally
// question: Where does an outlet attack a state with which its own is allied?
MATCH (home:State|Territory)-[r:ALLY|ADVERSARY]-(s:State|Territory)
WITH home, s, r ORDER BY coalesce(r.since, date('0001-01-01')) DESC, r.id
WITH home, s, [r IN collect(r) WHERE type(r) = 'ALLY' AND r.weight > 0 AND r.since IS NOT NULL] AS pacts,
    // by a later enmity, or told as over
    collect(CASE WHEN r.status <> 'asserted' THEN NULL WHEN type(r) = 'ADVERSARY' THEN r.since
      WHEN r.since IS NULL THEN r.until + duration({days: 1}) END) AS broken
WHERE size(pacts) > 0
MATCH (home)<-[own:OUTLET_OF]-(o:Outlet)-[r]->(y:Actor)-[its:LEADS|OUTLET_OF*0..1]->(s)
WHERE r.weight < 0 AND r.since IS NOT NULL
  AND all(t IN [own] + its WHERE t.status = 'asserted' // leaders and outlets count for theirs, while they speak for it
    AND coalesce(t.started_day <= r.since, true) AND coalesce(r.since <= t.ended_day, true)
    AND (type(t) = 'OUTLET_OF' OR coalesce(t.started, t.ended) IS NOT NULL
      OR coalesce(abs(duration.inDays(t.published_day, r.since).days) <= 365, true)))
WITH DISTINCT home, o, s, r, head([pact IN pacts WHERE pact.since <= r.since AND coalesce(r.since <= pact.until, true)
    AND (pact.until IS NOT NULL OR none(day IN broken WHERE pact.since < day AND day <= r.since))]) AS pact
WHERE pact IS NOT NULL
RETURN o.name AS outlet, home.name AS of, s.name AS attacks, r.since AS day, r.quote AS quote, r.document AS document, r.id AS id,
    pact.since AS allied, pact.quote AS quote_ally, pact.document AS document_ally, pact.id AS id_ally
ORDER BY day DESC, o.id, s.id, home.id, r.id
