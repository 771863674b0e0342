// The panel on the right: the dated statements behind a line or an actor, each with its quote and where it was read.
const panel = byId("evidence");
const PAGE = 40;

function latestFirst(numbers) {
  return [...numbers].sort((p, q) => (statements[q].first ?? -1e9) - (statements[p].first ?? -1e9) || p - q);
}

// The quote as text, with the two parties' names marked where they stand in it.
function quote(one) {
  const names = [actors[one.a], actors[one.b]].flatMap((actor) => [actor.label, ...(actor.aliases ?? [])]).filter((name) => name && name.length > 1);
  const parts = [];
  let rest = one.quote;
  while (rest) {
    let at = -1;
    let hit = "";
    for (const name of names) {
      const place = rest.indexOf(name);
      if (place >= 0 && (at < 0 || place < at || (place === at && name.length > hit.length))) { at = place; hit = name; }
    }
    if (at < 0) break;
    parts.push(rest.slice(0, at), el("mark", {}, hit));
    rest = rest.slice(at + hit.length);
  }
  return el("blockquote", { dir: "auto" }, ...parts, rest);
}

function when(one) {
  const from = one.start ?? one.published;
  if (!from) return "undated";
  const said = one.start ? "" : one.holds ? " (reported)" : " (published)";
  if (one.holds) return `from ${from}${said}${one.end ? ` to ${one.end}` : one.last !== undefined ? ` until ${dayText(one.last)}` : ""}`;
  return one.end && one.end !== from ? `${from} to ${one.end}` : `${from}${said}`;
}

function where(one) {
  const source = documents[one.document];
  const place = [source.title ? source.path : null, source.outlet, source.published, one.line !== undefined ? `line ${one.line}` : null, one.rule ? `rule ${one.rule}` : null];
  const name = source.title ?? source.path;
  const linked = /^https?:\/\//i.test(source.path) ? el("a", { href: source.path, rel: "noopener noreferrer", target: "_blank" }, name) : name;
  return el("p", { class: "where" }, el("b", { dir: "auto" }, linked), ...place.filter(Boolean).flatMap((text) => [" · ", bdi(text)]));
}

function card(number) {
  const one = statements[number];
  const type = types[one.type];
  const status = statuses[one.status];
  return el("article", { class: `${signName(one.sign)} ${status}`, "data-statement": number },
    el("div", { class: "top" },
      el("b", {}, `${one.sign > 0 ? "+" : one.sign < 0 ? "−" : "·"} ${type.name.replaceAll("_", " ")}`),
      el("span", {}, when(one)),
      el("span", { title: "how sure the reading is, 0 to 1" }, `confidence ${one.confidence}`),
      one.status === ASSERTED ? null : el("span", { class: `tag ${status}` }, status),
      one.past ? el("span", { class: "tag" }, "past") : null),
    el("p", { class: "who" }, bdi(actors[one.a].label), type.symmetric ? " ↔ " : " → ", bdi(actors[one.b].label)),
    one.quote === undefined ? null : quote(one),
    where(one));
}

// The first PAGE cards, and a button for the next.
function cards(numbers) {
  const list = el("div", { class: "cards" });
  const more = (from) => {
    list.append(...numbers.slice(from, from + PAGE).map(card));
    if (from + PAGE < numbers.length) {
      list.append(el("button", { type: "button", onclick: (event) => { event.target.remove(); more(from + PAGE); } },
        `show more (${count(numbers.length - from - PAGE, "statement")})`));
    }
  };
  more(0);
  return list;
}

function clearEvidence() {
  now.actor = now.line = null;
  showHint();
  update(true);
}

function showHint() {
  replace(panel, el("h3", {}, "Evidence"),
    el("p", { class: "sub" }, "Select a line or an actor to read the sentences behind it. Double click an actor to see only it and its neighbours."));
}

// After the window or a filter has moved, the panel shows what is in it now.
function refreshEvidence() {
  if (now.line !== null) showLine(now.line, true);
  else if (now.actor !== null) showActor(now.actor, true);
}

const inWindow = (line) => line.statements.filter((number) => passes(statements[number]));

function showLine(id, quiet) {
  now.line = id;
  now.actor = null;
  const item = itemOf(id);
  const [a, b] = [item.from ?? item.a, item.to ?? item.b];
  const whole = id[0] !== "l" || manyLines;
  const group = whole ? linesOf.get(pairKey(a, b)) ?? [] : [item];
  const numbers = whole && now.diff ? group.flatMap((line) => line.statements) : group.flatMap(inWindow);
  const other = whole ? 0 : linesOf.get(pairKey(a, b)).filter((line) => line !== item).flatMap(inWindow).length;
  replace(panel,
    el("h3", {}, bdi(actors[a].label), " — ", bdi(actors[b].label)),
    el("p", { class: "sub" }, id[0] === "c" ? item.kind : whole ? "all signs" : signName(item.sign), ` · ${count(numbers.length, "statement")}${now.diff ? "" : " in the window"}`),
    el("div", { class: "tools" },
      el("button", { type: "button", onclick: () => showActor(a) }, bdi(actors[a].label)),
      el("button", { type: "button", onclick: () => showActor(b) }, bdi(actors[b].label)),
      other ? el("button", { type: "button", onclick: () => showPair(a, b) }, `all of this pair (${numbers.length + other})`) : null),
    id[0] === "c" ? delta(item) : null,
    cards(latestFirst(numbers)));
  if (!quiet) { panel.scrollTop = 0; update(true); announce(`${actors[a].label}, ${actors[b].label}: ${count(numbers.length, "statement")}`); }
}

// Every statement of a pair in the window, of any sign.
function showPair(a, b) {
  const numbers = linesOf.get(pairKey(a, b)).flatMap(inWindow);
  replace(panel, el("h3", {}, bdi(actors[a].label), " — ", bdi(actors[b].label)),
    el("p", { class: "sub" }, `all signs · ${count(numbers.length, "statement")} in the window`), cards(latestFirst(numbers)));
  panel.scrollTop = 0;
}

function delta(change) {
  const value = (number) => el("b", {}, number === null ? "unknown" : `${number > 0 ? "+" : number < 0 ? "−" : ""}${Math.abs(number).toFixed(2)}`);
  const { lo, hi } = diffDays();
  return el("div", { class: "delta" }, el("div", {}, value(change.before), dayText(lo)), el("div", {}, "→"), el("div", {}, value(change.after), dayText(hi)));
}

function partnerRows(number) {
  const rows = now.diff
    ? actors[number].changes.filter((one) => one.visible).map((one) => ({ id: `c${one.number}`, other: one.a === number ? one.b : one.a, icon: changeIcon(one.kind), text: one.kind, n: 0 }))
    : actors[number].lines.filter((line) => line.visible).map((line) => ({ id: `l${line.id}`, other: line.from === number ? line.to : line.from, icon: signIcon(line.sign), text: String(line.shown.length), n: line.shown.length }));
  rows.sort((p, q) => q.n - p.n || actors[p.other].rank - actors[q.other].rank);
  return rows.map(({ id, other, icon, text }) => el("li", {},
    el("button", { type: "button", onclick: () => showLine(id) }, icon, bdi(actors[other].label), el("span", { class: "count" }, text))));
}

function showActor(number, quiet) {
  now.actor = number;
  now.line = null;
  const actor = actors[number];
  const rows = partnerRows(number);
  const numbers = [...new Set(actor.lines.flatMap((line) => (line.visible ? line.shown : [])))];
  const facts = [actor.kind, actor.state !== null && actor.state !== number ? `of ${actors[actor.state].label}` : null, actor.iso3, actor.wikidata];
  const also = (actor.aliases ?? []).filter((name) => name !== actor.label).slice(0, 8);
  replace(panel,
    el("h3", {}, bdi(actor.label)),
    el("p", { class: "sub" }, ...facts.filter(Boolean).flatMap((text, place) => [place ? " · " : "", bdi(text)]), also.length ? el("br") : null, also.length ? `also: ${also.join(", ")}` : null),
    el("div", { class: "tools" },
      el("button", { type: "button", "aria-pressed": String(now.focus === number), onclick: () => focusOn(now.focus === number ? null : number) }, "Only this and its neighbours"),
      el("button", { type: "button", onclick: () => goTo(number) }, "Find on the map")),
    rows.length ? el("h4", {}, now.diff ? "Changes" : "Relations in the window") : null,
    el("ul", { class: "partners" }, ...rows),
    numbers.length && !now.diff ? el("h4", {}, count(numbers.length, "statement")) : null,
    now.diff ? null : cards(latestFirst(numbers)));
  if (!quiet) { panel.scrollTop = 0; update(true); announce(`${actor.label}, ${actor.kind}: ${count(rows.length, "relation")}`); }
}
