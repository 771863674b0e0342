// title: Who speaks for whom
// question: Which leaders and outlets act for which state or organization on a day?
// param at (last day): the day
// param actor (actor) = "": only this state or organization (name, alias, ISO code or id); every one if empty
// example at = 2025-07-05
// An office that nobody dates is believed for a year before and after the document; an outlet always.
MATCH (l:Actor)-[t:LEADS|OUTLET_OF]->(s:Actor)
WHERE ($actor = '' OR $actor IN [s.id, s.name, s.iso3] OR $actor IN s.aliases)
  AND t.status = 'asserted'
  AND coalesce(t.started_day <= date($at), true) AND coalesce(date($at) <= t.ended_day, true)
  AND (type(t) = 'OUTLET_OF' OR coalesce(t.started, t.ended) IS NOT NULL
    OR coalesce(abs(duration.inDays(t.published_day, date($at)).days) <= 365, true))
WITH s, l, t
ORDER BY coalesce(t.started, '9999'), coalesce(t.published, '9999') DESC, t.id
WITH s, l, count(*) AS n, head(collect(t)) AS t
RETURN s.name AS actor, l.name AS speaker, l.kind AS kind, t.started AS from, t.ended AS to, n,
    t.quote AS quote, t.document AS document, t.id AS id
ORDER BY s.id, l.kind, l.id
