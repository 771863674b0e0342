// title: Alleged, and confirmed by nobody
// question: What is alleged in one document and told as fact in no other?
// param since (first day) = 1900-01-01: only what is dated from this day on, or not at all
MATCH (x:Actor)-[r]->(y:Actor)
WHERE r.status = 'alleged' AND r.sign <> 0 AND coalesce(r.since >= date($since), true)
  AND NOT EXISTS {
    MATCH (x)-[fact]-(y)
    WHERE fact.status = 'asserted' AND fact.document <> r.document AND type(fact) = type(r)
      AND (startNode(fact) = x OR type(r) IN ['ALLY', 'COOPERATES', 'ADVERSARY'])
  }
RETURN r.since AS day, x.name AS who, type(r) AS does, y.name AS to, round(r.weight, 2) AS weight,
    r.quote AS quote, r.document AS document, r.id AS id
ORDER BY coalesce(day, date('0001-01-01')) DESC, r.id
