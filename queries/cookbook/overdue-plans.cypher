// title: Planned, and nothing heard of since
// question: What was planned for a day that has passed, without anybody telling that it was done?
// param at (last day): the day to look from
// example at = 2025-07-05
MATCH (x:Actor)-[r]->(y:Actor)
WHERE r.status = 'planned' AND r.sign <> 0 AND r.started_last < date($at)
  AND NOT EXISTS {
    MATCH (x)-[done]-(y)
    WHERE done.status = 'asserted' AND type(done) = type(r) AND coalesce(done.since >= r.started_day, false)
      AND done.since <= date($at)
      AND (startNode(done) = x OR type(r) IN ['ALLY', 'COOPERATES', 'ADVERSARY'])
  }
RETURN r.started AS planned_for, x.name AS who, type(r) AS does, y.name AS to, r.published AS said_on,
    r.quote AS quote, r.document AS document, r.id AS id
ORDER BY r.started_last DESC, r.id
