// title: Members at odds
// question: Which members of an organization are at odds with each other?
// param organization (actor) = "": only this one (name, alias or id); every one if empty
// param since (first day) = 1900-01-01: what happened before it does not count; what holds, does
// param at (last day) = 9999-12-31: the day to answer for
MATCH (o:Organization)<-[m:MEMBER_OF]-(one:State|Territory)
WHERE ($organization = '' OR $organization IN [o.id, o.name] OR $organization IN o.aliases)
  AND m.status = 'asserted' AND coalesce(m.started_day <= date($at), true) AND coalesce(m.until >= date($at), true)
WITH DISTINCT o, one
MATCH (o)<-[m:MEMBER_OF]-(two:State|Territory)
WHERE one.id < two.id AND m.status = 'asserted' AND coalesce(m.started_day <= date($at), true) AND coalesce(m.until >= date($at), true)
WITH DISTINCT o, one, two
MATCH (one)<-[own:LEADS|OUTLET_OF*0..1]-(x:Actor)-[r]-(y:Actor)-[its:LEADS|OUTLET_OF*0..1]->(two)
WHERE r.weight <> 0 AND r.since <= date($at) AND coalesce(r.until >= date($at), true)
  AND (r.since >= date($since) OR type(r) IN ['ALLY', 'ADVERSARY'])
  AND (NOT type(r) IN ['ALLY', 'ADVERSARY'] OR r.until IS NOT NULL OR NOT EXISTS { // a later one, or one told as over, ends it
    MATCH (x)-[later:ALLY|ADVERSARY]-(y)
    WHERE later.status = 'asserted' AND (later.sign <> r.sign AND r.since < later.since AND later.since <= date($at)
      OR later.sign = r.sign AND later.since IS NULL AND r.since <= later.until AND later.until < date($at))
  })
  AND all(t IN own + its WHERE t.status = 'asserted' // leaders and outlets count for theirs, while they speak for it
    AND coalesce(t.started_day <= r.since, true) AND coalesce(r.since <= t.ended_day, true)
    AND (type(t) = 'OUTLET_OF' OR coalesce(t.started, t.ended) IS NOT NULL
      OR coalesce(abs(duration.inDays(t.published_day, r.since).days) <= 365, true)))
WITH DISTINCT o, one, two, r
ORDER BY r.weight, r.since DESC, r.id
WITH o, one, two, count(*) AS n, round(sum(r.weight), 2) AS weight, head(collect(r)) AS worst
WHERE weight < 0
RETURN o.name AS organization, one.name AS a, two.name AS b, n, weight, worst.since AS day, worst.quote AS quote,
    worst.document AS document, worst.id AS id
ORDER BY weight, o.id, one.id, two.id
