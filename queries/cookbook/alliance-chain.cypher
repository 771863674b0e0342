// title: The shortest chain of alliances
// question: Over which allies of allies are two actors connected?
// param a (actor): the one actor (name, alias, ISO code or id)
// param b (actor): the other
// example a = Azerbaijan
// example b = Pakistan
// `shortestPath` would give any one of several as short, `allShortestPaths` one for each way through parallel statements.
MATCH (one:Actor) WHERE $a IN [one.id, one.name, one.iso3] OR $a IN one.aliases
MATCH (two:Actor) WHERE ($b IN [two.id, two.name, two.iso3] OR $b IN two.aliases) AND one <> two
WITH one, two ORDER BY one.id, two.id LIMIT 1
MATCH (x:Actor)-[r:ALLY]-(y:Actor)
WHERE r.weight > 0 AND r.until IS NULL AND NOT EXISTS { // a later enmity, or an alliance told as over, ends it
    MATCH (x)-[later:ALLY|ADVERSARY]-(y)
    WHERE later.status = 'asserted'
      AND (later.sign < 0 AND r.since < later.since OR later.sign > 0 AND later.since IS NULL AND r.since <= later.until)
  }
WITH one, two, x, collect(DISTINCT y.id) AS near
ORDER BY x.id
WITH one, two, collect({id: x.id, near: near}) AS known
// who can be reached in 0, 1, 2, … steps, and not in fewer
WITH two, known, reduce(rings = [[one.id]], step IN range(1, 8) | rings + [[
    k IN known WHERE any(n IN k.near WHERE n IN last(rings)) AND none(ring IN rings WHERE k.id IN ring) | k.id]]) AS rings
UNWIND [i IN range(1, 8) WHERE two.id IN rings[i]] AS length
// back from the end: of those as near, the first by id
WITH reduce(chain = [two.id], i IN range(1, length) |
    [head([k IN known WHERE k.id IN rings[length - i] AND head(chain) IN k.near | k.id])] + chain) AS chain
UNWIND range(0, size(chain) - 2) AS i
MATCH (x:Actor {id: chain[i]})-[r:ALLY]-(y:Actor {id: chain[i + 1]})
WHERE r.weight > 0 AND r.until IS NULL AND NOT EXISTS {
    MATCH (x)-[later:ALLY|ADVERSARY]-(y)
    WHERE later.status = 'asserted'
      AND (later.sign < 0 AND r.since < later.since OR later.sign > 0 AND later.since IS NULL AND r.since <= later.until)
  }
WITH i, x, y, r ORDER BY r.weight DESC, coalesce(r.since, date('9999-12-31')), r.id
WITH i, x, y, count(*) AS n, head(collect(r)) AS best
RETURN i + 1 AS link, x.name AS a, y.name AS b, n, best.since AS since, best.quote AS quote, best.document AS document, best.id AS id
ORDER BY link
