// title: Longest-standing allies
// question: Who has been allied without a break, and for how long?
// param at (last day): the day to count to
// example at = 2025-07-05
MATCH (one:State|Territory|Organization)<-[own:LEADS|OUTLET_OF*0..1]-(x:Actor)-[r]-(y:Actor)
    -[its:LEADS|OUTLET_OF*0..1]->(two:State|Territory|Organization)
WHERE one.id < two.id AND type(r) IN ['ALLY', 'ADVERSARY'] AND r.weight <> 0
  AND (r.since <= date($at) OR r.since IS NULL AND r.until < date($at))
  AND all(t IN own + its WHERE t.status = 'asserted' // leaders and outlets count for theirs, while they speak for it
    AND coalesce(t.started_day <= r.since, true) AND coalesce(r.since <= t.ended_day, true)
    AND (type(t) = 'OUTLET_OF' OR coalesce(t.started, t.ended) IS NOT NULL
      OR coalesce(abs(duration.inDays(t.published_day, r.since).days) <= 365, true)))
WITH DISTINCT one, two, r
ORDER BY coalesce(r.since, date('9999-12-31')), r.id
WITH one, two, collect(r) AS said,
    // by a later enmity, or told as over
    max(CASE WHEN r.status <> 'asserted' THEN NULL WHEN type(r) = 'ADVERSARY' THEN r.since
      WHEN r.since IS NULL THEN r.until + duration({days: 1}) END) AS broken
WITH one, two, [r IN said WHERE type(r) = 'ALLY' AND r.since IS NOT NULL
    AND coalesce(r.until >= date($at), true) AND (r.until IS NOT NULL OR coalesce(r.since >= broken, true))] AS pacts
WHERE size(pacts) > 0
WITH one, two, head(pacts) AS first, last(pacts) AS latest, size(pacts) AS n
RETURN one.name AS a, two.name AS b, first.since AS since, date($at).year - first.since.year
      - CASE WHEN 100 * date($at).month + date($at).day < 100 * first.since.month + first.since.day THEN 1 ELSE 0 END AS years, n,
    first.quote AS quote, first.document AS document, first.id AS id,
    latest.since AS latest, latest.quote AS quote_latest, latest.document AS document_latest, latest.id AS id_latest
ORDER BY since, one.id, two.id
