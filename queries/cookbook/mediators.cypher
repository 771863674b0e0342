// title: Mediators
// question: Who mediates between whom?
// A mediation is two statements, one for each side, of one document and one quote.
MATCH (one:Actor)<-[r:MEDIATES]-(m:Actor)-[s:MEDIATES]->(two:Actor)
WHERE one.id < two.id AND r.status <> 'denied' AND s.status = r.status
  AND r.document = s.document AND coalesce(r.quote = s.quote, r.quote IS NULL AND s.quote IS NULL) AND coalesce(r.since = s.since, r.since IS NULL AND s.since IS NULL)
WITH DISTINCT m, one, two, r.since AS day, r.status AS status, r.quote AS quote, r.document AS document, min(r.id) AS id, min(s.id) AS id_b
RETURN m.name AS mediator, one.name AS a, two.name AS b, day, status, quote, document, id, id_b
ORDER BY coalesce(day, date('0001-01-01')) DESC, m.id, one.id, two.id, id
