// title: Friends of my enemies
// question: With whom is an actor at odds, and who stands with them?
// param actor (actor): its name, alias, ISO code or id
// param since (first day) = 1900-01-01: what happened before it does not count; what holds, does
// param at (last day) = 9999-12-31: the day to answer for
// example actor = Azerbaijan
// example since = 2024-12-01
MATCH (me:Actor) WHERE $actor IN [me.id, me.name, me.iso3] OR $actor IN me.aliases
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
WITH me, foe, round(sum(r.weight), 2) AS hostility, head(collect(r)) AS worst
WHERE hostility < 0
MATCH (foe)<-[own:LEADS|OUTLET_OF*0..1]-(x:Actor)-[r]-(y:Actor)-[its:LEADS|OUTLET_OF*0..1]->(peer:State|Territory|Organization)
WHERE peer <> foe AND peer <> me AND r.weight <> 0 AND r.since <= date($at) AND coalesce(r.until >= date($at), true)
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
WITH DISTINCT me, foe, hostility, worst, peer, r
ORDER BY r.weight DESC, r.since DESC, r.id
WITH me, foe, hostility, worst, peer, round(sum(r.weight), 2) AS friendship, head(collect(r)) AS best
WHERE friendship > 0
RETURN foe.name AS enemy, hostility, worst.quote AS quote_enemy, worst.document AS document_enemy, worst.id AS id_enemy,
    peer.name AS friend, friendship, best.quote AS quote, best.document AS document, best.id AS id
ORDER BY hostility, friendship DESC, foe.id, peer.id, me.id
