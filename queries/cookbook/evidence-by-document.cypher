// title: Where the evidence of a pair comes from
// question: Which documents carry most of what is known of two actors?
// param a (actor): the one actor (name, alias, ISO code or id)
// param b (actor): the other
// example a = Azerbaijan
// example b = Russia
MATCH (one:Actor) WHERE $a IN [one.id, one.name, one.iso3] OR $a IN one.aliases
MATCH (two:Actor) WHERE $b IN [two.id, two.name, two.iso3] OR $b IN two.aliases
MATCH (one)<-[own:LEADS|OUTLET_OF*0..1]-(x:Actor)-[r]-(y:Actor)-[its:LEADS|OUTLET_OF*0..1]->(two)
WHERE one <> two AND r.weight <> 0
  AND all(t IN own + its WHERE t.status = 'asserted' // leaders and outlets count for theirs, while they speak for it
    AND coalesce(t.started_day <= r.since, true) AND coalesce(r.since <= t.ended_day, true)
    AND (type(t) = 'OUTLET_OF' OR coalesce(t.started, t.ended) IS NOT NULL
      OR coalesce(abs(duration.inDays(t.published_day, r.since).days) <= 365, true)))
WITH DISTINCT r
WITH collect(r) AS said, sum(abs(r.weight)) AS whole
UNWIND said AS r
WITH whole, r ORDER BY abs(r.weight) DESC, r.id
WITH whole, r.document AS path, count(*) AS n, sum(r.weight) AS weight, sum(abs(r.weight)) AS part, head(collect(r)) AS heaviest
MATCH (d:Document {id: path})
RETURN path AS document, d.headline AS title, d.outlet AS outlet, coalesce(d.published, heaviest.published) AS published, n, round(weight, 2) AS weight,
    round(100 * part / whole, 1) AS percent, heaviest.quote AS quote, heaviest.id AS id
ORDER BY percent DESC, path
