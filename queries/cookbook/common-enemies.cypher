// title: Common enemies
// question: With whom are two actors both at odds?
// param a (actor): the one actor (name, alias, ISO code or id)
// param b (actor): the other
// param since (first day) = 1900-01-01: what happened before it does not count; what holds, does
// param at (last day) = 9999-12-31: the day to answer for
// example a = Azerbaijan
// example b = Ukraine
// example since = 2024-12-01
MATCH (me:Actor) WHERE $a IN [me.id, me.name, me.iso3] OR $a IN me.aliases
MATCH (me)<-[own:LEADS|OUTLET_OF*0..1]-(x:Actor)-[r]-(y:Actor)-[its:LEADS|OUTLET_OF*0..1]->(foe:State|Territory|Organization)
WHERE foe <> me AND r.weight <> 0 AND r.since <= date($at) AND coalesce(r.until >= date($at), true)
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
WITH DISTINCT me, foe, r
ORDER BY r.weight, r.since DESC, r.id
WITH me, foe, round(sum(r.weight), 2) AS of_a, head(collect(r)) AS mine
WHERE of_a < 0
MATCH (you:Actor) WHERE $b IN [you.id, you.name, you.iso3] OR $b IN you.aliases
MATCH (you)<-[own:LEADS|OUTLET_OF*0..1]-(x:Actor)-[r]-(y:Actor)-[its:LEADS|OUTLET_OF*0..1]->(foe)
WHERE foe <> you AND you <> me AND r.weight <> 0 AND r.since <= date($at) AND coalesce(r.until >= date($at), true)
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
WITH DISTINCT me, you, foe, of_a, mine, r
ORDER BY r.weight, r.since DESC, r.id
WITH me, you, foe, of_a, mine, round(sum(r.weight), 2) AS of_b, head(collect(r)) AS yours
WHERE of_b < 0
RETURN foe.name AS enemy, of_a, mine.quote AS quote_a, mine.document AS document_a, mine.id AS id_a,
    of_b, yours.quote AS quote_b, yours.document AS document_b, yours.id AS id_b
ORDER BY of_a + of_b, foe.id, me.id, you.id
