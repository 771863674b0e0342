// title: Leaders who changed course in office
// question: Whose first word on somebody in office had one sign, and whose latest has the other?
// Who acts is the leader, or both where the relation has no direction.
MATCH (l:Leader)-[r]-(y:Actor)-[its:LEADS|OUTLET_OF*0..1]->(other:State|Territory|Organization)
WHERE (startNode(r) = l OR type(r) IN ['ALLY', 'COOPERATES', 'ADVERSARY'])
  AND r.weight <> 0 AND r.since IS NOT NULL AND r.status = 'asserted'
  AND all(t IN its WHERE t.status = 'asserted' // leaders and outlets count for theirs, while they speak for it
    AND coalesce(t.started_day <= r.since, true) AND coalesce(r.since <= t.ended_day, true)
    AND (type(t) = 'OUTLET_OF' OR coalesce(t.started, t.ended) IS NOT NULL
      OR coalesce(abs(duration.inDays(t.published_day, r.since).days) <= 365, true)))
MATCH (l)-[t:LEADS]->(home:State|Territory|Organization)
WHERE home <> other AND t.status = 'asserted'
  AND coalesce(t.started_day <= r.since, true) AND coalesce(r.since <= t.ended_day, true)
  AND (type(t) = 'OUTLET_OF' OR coalesce(t.started, t.ended) IS NOT NULL
    OR coalesce(abs(duration.inDays(t.published_day, r.since).days) <= 365, true))
WITH DISTINCT l, home, other, r
ORDER BY r.since, r.id
WITH l, home, other, collect(r) AS said
WITH l, home, other, said, head(said) AS first, last(said) AS latest
WHERE first.weight * latest.weight < 0 AND first.since < latest.since
RETURN l.name AS leader, home.name AS of, other.name AS on, size(said) AS n,
    first.since AS first, type(first) AS type_first, first.quote AS quote_first, first.document AS document_first, first.id AS id_first,
    latest.since AS latest, type(latest) AS type_latest, latest.quote AS quote_latest, latest.document AS document_latest,
    latest.id AS id_latest
ORDER BY latest DESC, l.id, home.id, other.id
