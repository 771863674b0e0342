// title: Unbalanced triads
// question: Who stands with both sides of a quarrel?
// param since (first day) = 1900-01-01: what happened before it does not count; what holds, does
// param at (last day) = 9999-12-31: the day to answer for
// param limit (number) = 50: at most so many rows
// example: since=2024-12-01, limit=8
// Two friends of one friend who are enemies: out of balance (Cartwright & Harary 1956), and under pressure to change.
MATCH (one:State|Territory|Organization)<-[own:LEADS|OUTLET_OF*0..1]-(x:Actor)-[r]-(y:Actor)
    -[its:LEADS|OUTLET_OF*0..1]->(two:State|Territory|Organization)
WHERE one.id < two.id AND r.weight <> 0 AND r.since <= date($at) AND coalesce(r.until >= date($at), true)
  AND (r.since >= date($since) OR type(r) IN ['ALLY', 'ADVERSARY'])
  AND all(t IN own + its WHERE t.status = 'asserted' // leaders and outlets count for theirs, while they speak for it
    AND coalesce(t.started_day, t.published_day - duration({days: 365}), r.since) <= r.since
    AND r.since <= coalesce(t.ended_day, CASE WHEN t.started_day IS NULL THEN t.published_day + duration({days: 365}) END, r.since))
WITH DISTINCT one, two, r
ORDER BY abs(r.weight) DESC, r.since DESC, r.id
WITH one, two, collect(r) AS said, round(sum(r.weight), 2) AS weight
WITH collect({one: one, two: two, weight: weight, said: head([r IN said WHERE r.weight * weight > 0])}) AS pairs
WITH [pair IN pairs WHERE pair.weight > 0] AS close, [pair IN pairs WHERE pair.weight < 0] AS apart
UNWIND apart AS quarrel
UNWIND [pair IN close WHERE quarrel.one IN [pair.one, pair.two]] AS left
WITH close, quarrel, left, CASE WHEN left.one = quarrel.one THEN left.two ELSE left.one END AS friend
UNWIND [pair IN close WHERE pair.one IN [friend, quarrel.two] AND pair.two IN [friend, quarrel.two]] AS right
WITH friend, quarrel, quarrel.one AS one, quarrel.two AS two, quarrel.said AS hostile, left, right
WITH friend, one, two, hostile, quarrel.weight AS at_odds, left.weight AS with_a, right.weight AS with_b, left.said AS to_a, right.said AS to_b
RETURN friend.name AS between, one.name AS a, two.name AS b, with_a, with_b, at_odds,
    hostile.quote AS quote, hostile.document AS document, hostile.id AS id,
    to_a.quote AS quote_a, to_a.document AS document_a, to_a.id AS id_a, to_b.quote AS quote_b, to_b.document AS document_b, to_b.id AS id_b
ORDER BY at_odds, with_a + with_b DESC, friend.id, one.id, two.id
LIMIT $limit
