// title: Enemies of my friends
// question: Who is at odds with the friends of an actor, and how does the actor itself stand with them?
// param actor (actor): its name, alias, ISO code or id
// param since (first day) = 1900-01-01: what happened before it does not count; what holds, does
// param at (last day) = 9999-12-31: the day to answer for
// example actor = Russia
// example since = 2024-12-01
MATCH (me:Actor) WHERE $actor IN [me.id, me.name, me.iso3] OR $actor IN me.aliases
MATCH (me)<-[own:LEADS|OUTLET_OF*0..1]-(x:Actor)-[r]-(y:Actor)-[its:LEADS|OUTLET_OF*0..1]->(other:State|Territory|Organization)
WHERE other <> me AND r.weight <> 0 AND r.since <= date($at) AND coalesce(r.until >= date($at), true)
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
WITH DISTINCT me, other, r
WITH me, other, round(sum(r.weight), 2) AS standing
WITH me, collect({id: other.id, standing: standing}) AS mine
UNWIND [one IN mine WHERE one.standing > 0] AS close
MATCH (peer:Actor {id: close.id})
MATCH (peer)<-[own:LEADS|OUTLET_OF*0..1]-(x:Actor)-[r]-(y:Actor)-[its:LEADS|OUTLET_OF*0..1]->(foe:State|Territory|Organization)
WHERE foe <> peer AND foe <> me AND r.weight <> 0 AND r.since <= date($at) AND coalesce(r.until >= date($at), true)
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
WITH DISTINCT me, mine, peer, close.standing AS friendship, foe, r
ORDER BY r.weight, r.since DESC, r.id
WITH me, mine, peer, friendship, foe, round(sum(r.weight), 2) AS hostility, head(collect(r)) AS worst
WHERE hostility < 0
RETURN peer.name AS friend, friendship, foe.name AS enemy, hostility,
    head([one IN mine WHERE one.id = foe.id | one.standing]) AS mine,
    worst.quote AS quote, worst.document AS document, worst.id AS id
ORDER BY hostility, friendship DESC, peer.id, foe.id, me.id
