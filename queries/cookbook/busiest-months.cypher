// title: The busiest months of a pair
// question: In which months was most told of two actors, and of which sign?
// param a (actor): the one actor (name, alias, ISO code or id)
// param b (actor): the other
// param limit (number) = 12: at most so many rows
// example a = Azerbaijan
// example b = Russia
// example limit = 5
MATCH (one:Actor) WHERE $a IN [one.id, one.name, one.iso3] OR $a IN one.aliases
MATCH (two:Actor) WHERE $b IN [two.id, two.name, two.iso3] OR $b IN two.aliases
MATCH (one)<-[own:LEADS|OUTLET_OF*0..1]-(x:Actor)-[r]-(y:Actor)-[its:LEADS|OUTLET_OF*0..1]->(two)
WHERE one <> two AND r.weight <> 0 AND r.since IS NOT NULL
  AND all(t IN own + its WHERE t.status = 'asserted' // leaders and outlets count for theirs, while they speak for it
    AND coalesce(t.started_day <= r.since, true) AND coalesce(r.since <= t.ended_day, true)
    AND (type(t) = 'OUTLET_OF' OR coalesce(t.started, t.ended) IS NOT NULL
      OR coalesce(abs(duration.inDays(t.published_day, r.since).days) <= 365, true)))
WITH DISTINCT r
ORDER BY abs(r.weight) DESC, r.since DESC, r.id
WITH substring(toString(r.since), 0, 7) AS month, collect(r) AS said, round(sum(r.weight), 2) AS weight
WITH month, said, weight, head(said) AS heaviest
RETURN month, size(said) AS n, size([r IN said WHERE r.weight > 0]) AS friendly, size([r IN said WHERE r.weight < 0]) AS hostile, weight,
    heaviest.quote AS quote, heaviest.document AS document, heaviest.id AS id
ORDER BY n DESC, month DESC
LIMIT $limit
