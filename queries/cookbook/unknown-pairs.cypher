// title: Pairs that nobody wrote about
// question: Of which pairs among these actors does the graph know nothing that counts?
// param actors (actors): names, aliases, ISO codes or ids
// example actors = Armenia, Azerbaijan, India, Iran, Turkey
// What is only denied, or on no known day, counts for nothing: how much of that there is, is told.
UNWIND $actors AS given
MATCH (one:Actor) WHERE given IN [one.id, one.name, one.iso3] OR given IN one.aliases
WITH DISTINCT one
WITH collect(one) AS asked
UNWIND asked AS one
UNWIND asked AS two
WITH one, two WHERE one.id < two.id
OPTIONAL MATCH (one)<-[own:LEADS|OUTLET_OF*0..1]-(x:Actor)-[r]-(y:Actor)-[its:LEADS|OUTLET_OF*0..1]->(two)
WHERE r.sign <> 0 AND all(t IN own + its WHERE t.status = 'asserted'
    AND coalesce(t.started_day <= r.since, true) AND coalesce(r.since <= t.ended_day, true)
    AND (type(t) = 'OUTLET_OF' OR coalesce(t.started, t.ended) IS NOT NULL
      OR coalesce(abs(duration.inDays(t.published_day, r.since).days) <= 365, true)))
WITH DISTINCT one, two, r
WITH one, two, count(r) AS told, sum(CASE WHEN r.weight <> 0 AND r.since IS NOT NULL THEN 1 ELSE 0 END) AS counts
WHERE counts = 0
RETURN one.name AS a, two.name AS b, told
ORDER BY one.id, two.id
