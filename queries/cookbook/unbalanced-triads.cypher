// title: Unbalanced triads
// question: Who stands with both sides of a quarrel?
// param since (first day) = 1900-01-01: what happened before it does not count; what holds, does
// param at (last day) = 9999-12-31: the day to answer for
// param limit (number) = 50: at most so many rows
// example since = 2020-01-01
// example limit = 3
// Two friends of one friend who are enemies: out of balance (Cartwright & Harary 1956), and under pressure to change.
MATCH (one:State|Territory|Organization)<-[own:LEADS|OUTLET_OF*0..1]-(x:Actor)-[r]-(y:Actor)
    -[its:LEADS|OUTLET_OF*0..1]->(two:State|Territory|Organization)
WHERE one <> two AND r.weight <> 0 AND r.since <= date($at) AND coalesce(r.until >= date($at), true)
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
WITH DISTINCT one, two, r
ORDER BY abs(r.weight) DESC, r.since DESC, r.id
WITH one, two, collect(r) AS said, round(sum(r.weight), 2) AS weight
WITH one, two, weight, head([r IN said WHERE r.weight * weight > 0 | {quote: r.quote, document: r.document, id: r.id}]) AS best
WITH one, collect({id: two.id, name: two.name, weight: weight, said: best}) AS others
WITH one, [other IN others WHERE other.weight > 0] AS near, [other IN others WHERE other.weight < 0 AND one.id < other.id] AS foes
WITH collect({id: one.id, name: one.name, near: near, foes: foes}) AS known
UNWIND known AS one
UNWIND one.foes AS foe
WITH one, foe, head([k IN known WHERE k.id = foe.id]) AS two
UNWIND one.near AS left
UNWIND [right IN two.near WHERE right.id = left.id] AS right
WITH one, two, foe, left, right, left.weight + right.weight AS pull
ORDER BY foe.weight, pull DESC, left.id, one.id, two.id
LIMIT $limit
RETURN left.name AS between, one.name AS a, two.name AS b, left.weight AS with_a, right.weight AS with_b, foe.weight AS at_odds,
    foe.said.quote AS quote, foe.said.document AS document, foe.said.id AS id,
    left.said.quote AS quote_a, left.said.document AS document_a, left.said.id AS id_a,
    right.said.quote AS quote_b, right.said.document AS document_b, right.said.id AS id_b
ORDER BY at_odds, pull DESC, left.id, one.id, two.id
