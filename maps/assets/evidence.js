// The panel on the right: the dated statements behind a line or an actor, each with its quote and where it was read.
const panel = byId("evidence");
const PAGE = 40;

function latestFirst(numbers) {
  return [...numbers].sort((p, q) => (statements[q].first ?? -1e9) - (statements[p].first ?? -1e9) || p - q);
}

// The quote as text in its sentence, where that says more: there the quote is marked. The two parties' names are bold in it.
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
    parts.push(rest.slice(0, at), el("b", {}, hit));
    rest = rest.slice(at + hit.length);
  }
  parts.push(rest);
  const more = /[\p{L}\p{N}]/u.test(`${one.before ?? ""}${one.after ?? ""}`);
  return el("blockquote", { dir: "auto", class: more ? "in-sentence" : null },
    one.before === undefined ? null : `${one.before} `, ...(more ? [el("mark", {}, ...parts)] : parts), one.after);
}

// The date that the text gives and, where it is vague, the day from which the statement counts; then how long a state holds.
function when(one, ofStates) {
  const given = one.start ?? one.published;
  if (given === undefined) return one.past ? "in the past, undated" : "undated";
  if (one.first === undefined) return one.start ? `${one.start}, over when it was told: not counted` : `in the past, told ${one.published}: undated`;
  const said = `${given}${one.start ? "" : one.holds ? " (reported)" : " (published)"}${given.length < 10 || one.first !== dayOf(given) ? `, counts from ${dayText(one.first)}` : ""}`;
  if (!one.holds) return one.end && one.end !== given ? `${said}, to ${one.end}` : said;
  const last = lastDay(one, ofStates);
  return `from ${said}${last === undefined ? "" : one.end ? ` to ${one.end}` : ` until ${dayText(last + 1)}`}`;
}

function where(one) {
  const source = documents[one.document];
  const place = [source.title ? source.path : null, source.outlet, source.published, one.line !== undefined ? `line ${one.line}` : null, one.rule ? `rule ${one.rule}` : null];
  const name = source.title ?? source.path;
  const linked = /^https?:\/\//i.test(source.path) ? el("a", { href: source.path, rel: "noopener noreferrer", target: "_blank" }, name) : name;
  return el("p", { class: "where" }, el("b", { dir: "auto" }, linked), ...place.filter(Boolean).flatMap((text) => [" · ", bdi(text)]));
}

// A party, and the state that it acted for where the statement counts for that one.
const party = (actor, state, ofStates) => [bdi(actors[actor].label), ...(ofStates && state !== undefined ? [" (", bdi(actors[state].label), ")"] : [])];
const share = (status) => (certainty[status] ? `counts ${Math.round(100 * certainty[status])} %` : "counts for nothing");
const signed = (number) => `${number > 0 ? "+" : number < 0 ? "−" : ""}${Math.abs(number).toFixed(2)}`;

function card(number, ofStates) {
  const one = statements[number];
  const type = types[one.type];
  const status = statuses[one.status];
  const closer = ofStates || lastDay(one, true) === one.last ? statements[one.closedBy] : undefined;
  return el("article", { class: `${signName(one.sign)} ${status}`, "data-statement": number },
    el("div", { class: "top" },
      el("b", {}, `${one.sign > 0 ? "+" : one.sign < 0 ? "−" : "·"} ${type.name.replaceAll("_", " ")}`),
      el("span", {}, when(one, ofStates)),
      el("span", { title: "how sure the reading is, 0 to 1" }, `confidence ${one.confidence}`),
      one.weight ? el("span", { title: "what it counts on its first day: the type's weight by confidence and standing" }, `weight ${signed(one.weight)}`) : null,
      one.status === ASSERTED ? null : el("span", { class: `tag ${status}` }, `${status}: ${share(one.status)}`),
      one.past ? el("span", { class: "tag" }, "past") : null),
    el("p", { class: "who" }, ...party(one.a, one.sa, ofStates), type.symmetric ? " ↔ " : " → ", ...party(one.b, one.sb, ofStates)),
    one.quote === undefined ? null : quote(one),
    closer === undefined ? null : el("p", { class: "who" }, `Ended by what came later: ${types[closer.type].name}, `, bdi(actors[closer.a].label), " and ", bdi(actors[closer.b].label), `, ${dayText(closer.first)}.`),
    where(one));
}

// The first PAGE cards, and a button for the next.
function cards(numbers, ofStates) {
  const list = el("div", { class: "cards" });
  const more = (from) => {
    list.append(...numbers.slice(from, from + PAGE).map((number) => card(number, ofStates)));
    if (from + PAGE < numbers.length) {
      list.append(el("button", { type: "button", onclick: (event) => { event.target.remove(); more(from + PAGE); } },
        `show more (${count(numbers.length - from - PAGE, "statement")})`));
    }
  };
  more(0);
  return list;
}

function clearEvidence() {
  choosePart({});
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
  else if (now.pair !== null) showPair(...now.pair, true);
  else if (now.actor !== null) showActor(now.actor, true);
}

// What stands on lines of a pair in the window; and what leaders and outlets added to it there, of the same signs.
function readPair(a, b, group) {
  const signs = new Set(group.map((line) => line.sign));
  const own = group.flatMap((line) => line.statements).filter((number) => passes(statements[number]));
  const others = (statementsOf.get(pairKey(a, b)) ?? []).filter((number) => {
    const one = statements[number];
    return byOthers(one) && signs.has(one.sign) && passes(one, true);
  });
  return { own, others };
}

// What the evidence of a line is, wherever it is counted.
const readOf = (line) => readPair(line.from, line.to, manyLines ? linesOf.get(pairKey(line.from, line.to)) : [line]);

const title = (a, b) => el("h3", {}, bdi(actors[a].label), " — ", bdi(actors[b].label));
const ends = (a, b) => [a, b].map((number) => el("button", { type: "button", onclick: () => showActor(number) }, bdi(actors[number].label)));

function showLine(id, quiet) {
  choosePart({ line: id });
  const item = itemOf(id);
  if (id[0] !== "l" || now.diff) return showChange(item, quiet);
  const { from: a, to: b } = item;
  const all = linesOf.get(pairKey(a, b));
  const whole = readPair(a, b, all);
  const { own, others } = readOf(item);
  const rest = whole.own.length + whole.others.length - own.length - others.length;
  showRead(a, b, manyLines ? "all signs" : signName(item.sign), own, others, rest);
  if (!quiet) said(a, b, own.length + others.length);
  return undefined;
}

// Every statement of a pair in the window, of any sign.
function showPair(a, b, quiet) {
  choosePart({ pair: [a, b] });
  const { own, others } = readPair(a, b, linesOf.get(pairKey(a, b)));
  showRead(a, b, "all signs", own, others, 0);
  if (!quiet) said(a, b, own.length + others.length);
}

function showRead(a, b, which, own, others, rest) {
  replace(panel,
    title(a, b),
    el("p", { class: "sub" }, `${which} · ${count(own.length + others.length, "statement")} in the window`),
    el("div", { class: "tools" }, ...ends(a, b),
      rest ? el("button", { type: "button", onclick: () => showPair(a, b) }, `all of this pair (${own.length + others.length + rest})`) : null),
    cards(latestFirst(own)),
    others.length ? el("h4", {}, `By their leaders and outlets: ${others.length}`) : null,
    others.length ? cards(latestFirst(others), true) : null);
}

// The panel from its beginning; where it stands under the map, in sight.
const stacked = matchMedia("(max-width: 980px)");
function reveal() {
  panel.scrollTop = 0;
  if (stacked.matches) panel.scrollIntoView({ block: "nearest", behavior: calm.matches ? "auto" : "smooth" });
}

function said(a, b, n) {
  reveal();
  update(true);
  announce(`${actors[a].label}, ${actors[b].label}: ${count(n, "statement")}`);
}

// What a query sums on a day: what has a weight and, of states, those that hold.
const counts = (one, day) => one.weight !== undefined && one.first <= day && (!one.holds || (lastDay(one, true) ?? day) >= day);

// Between two dates: all that counts for the pair, whoever said or did it, up to the second one; what nothing dates apart.
// A line that did not change may join a leader to someone: what it rests on counts for the state, and is shown all the same.
function showChange(item, quiet) {
  const [a, b] = [item.from ?? item.a, item.to ?? item.b];
  const { hi } = diffDays();
  const own = item.kind ? [] : linesOf.get(pairKey(a, b)).flatMap((line) => line.statements);
  const numbers = [...new Set([...(statementsOf.get(pairKey(a, b)) ?? []), ...own])];
  const before = numbers.filter((number) => statements[number].first <= hi);
  const undated = numbers.filter((number) => statements[number].first === undefined);
  const later = numbers.length - before.length - undated.length;
  const counted = before.filter((number) => counts(statements[number], hi)).length;
  replace(panel,
    title(a, b),
    el("p", { class: "sub" }, `${item.kind ?? "unchanged"} · ${count(before.length, "statement")} up to ${dayText(hi)}${counted < before.length ? `, of which ${counted} count on that day` : ""}${item.after && counted < item.after.n ? ` (of ${item.after.n}: this page has the latest of each pair)` : ""}${later ? `; ${later} later` : ""}`),
    el("div", { class: "tools" }, ...ends(a, b)),
    item.kind ? delta(item) : null,
    cards(latestFirst(before), true),
    undated.length ? el("h4", {}, `Undated, not counted: ${undated.length}`) : null,
    undated.length ? cards(undated, true) : null);
  if (!quiet) said(a, b, before.length);
}

function delta(change) {
  const { lo, hi } = diffDays();
  const side = (one, day) => el("div", {}, el("b", {}, one === null ? "unknown" : signed(one.alignment)),
    one === null ? null : el("span", { class: pairSign(one) }, pairSign(one)), one === null ? null : el("br"),
    dayText(day), el("br"), one === null ? null : `from ${count(one.n, "statement")}`);
  return el("div", { class: "delta" }, side(change.before, lo), el("div", {}, "→"), side(change.after, hi));
}

// One row for each other actor: its name leads to all of the pair, each sign to its own statements.
function partnerRows(number) {
  const rows = new Map();
  const add = (other, n, part) => {
    if (!rows.has(other)) rows.set(other, { other, n: 0, parts: [] });
    rows.get(other).n += n;
    rows.get(other).parts.push(part);
  };
  const part = (id, icon, text) => el("button", { type: "button", class: "part", onclick: () => showLine(id) }, icon, text);
  if (now.diff) {
    actors[number].changes.filter((one) => one.visible).forEach((one) =>
      add(one.a === number ? one.b : one.a, 0, part(`c${one.number}`, changeIcon(one.kind), `${one.kind}, ${one.after ? "" : "was "}${pairSign(one.after ?? one.before)}`)));
  } else {
    [...actors[number].lines].sort((p, q) => q.sign - p.sign).filter((line) => line.shown.length).forEach((line) => {
      const { own, others } = readPair(line.from, line.to, [line]);
      const n = own.length + others.length;
      add(line.from === number ? line.to : line.from, n, part(`l${line.id}`, signIcon(line.sign), `${n.toLocaleString("en")} ${signName(line.sign)}`));
    });
  }
  return [...rows.values()].sort((p, q) => q.n - p.n || actors[p.other].rank - actors[q.other].rank).map(({ other, parts }) => el("li", {},
    now.diff ? el("span", { class: "partner" }, bdi(actors[other].label))
      : el("button", { type: "button", class: "partner", onclick: () => showPair(number, other) }, bdi(actors[other].label)),
    el("span", { class: "parts" }, ...parts)));
}

// Why an actor has no changes of its own, and whose to look at.
function standsNote(number, stands, n) {
  const { lo, hi } = diffDays();
  const hidden = actors[stands].changes.length - n;
  const said = [];
  if (stands !== number) {
    said.push("Between two dates leaders and outlets count for their states: what ", bdi(actors[number].label), " did is counted for ",
      el("button", { type: "button", class: "state", onclick: () => { showActor(stands); goTo(stands); } }, bdi(actors[stands].label)), ".");
  }
  if (hidden > 0) said.push(` ${count(hidden, "change")} hidden by the filters.`);
  else if (!n) said.push(" Nothing of ", bdi(actors[stands].label), ` changed from ${dayText(lo)} to ${dayText(hi)} by enough to be counted.`);
  return said.length ? el("p", { class: "sub" }, ...said) : null;
}

function showActor(number, quiet) {
  choosePart({ actor: number });
  const actor = actors[number];
  const stands = countsFor(number);
  const rows = partnerRows(stands);
  const read = now.diff ? [] : actor.lines.filter((line) => line.shown.length).map((line) => readPair(line.from, line.to, [line]));
  const [own, others] = ["own", "others"].map((whose) => [...new Set(read.flatMap((part) => part[whose]))]);
  const facts = [actor.kind, actor.state !== null && actor.state !== number ? `of ${actors[actor.state].label}` : null, actor.iso3, actor.wikidata];
  const also = (actor.aliases ?? []).filter((name) => name !== actor.label).slice(0, 8);
  replace(panel,
    el("h3", {}, bdi(actor.label)),
    el("p", { class: "sub" }, ...facts.filter(Boolean).flatMap((text, place) => [place ? " · " : "", bdi(text)]), also.length ? el("br") : null, also.length ? `also: ${also.join(", ")}` : null),
    el("div", { class: "tools" },
      el("button", { type: "button", "aria-pressed": String(now.focus === number), onclick: () => focusOn(now.focus === number ? null : number) }, "Only this and its neighbours"),
      el("button", { type: "button", onclick: () => goTo(number) }, "Find on the map")),
    now.diff ? standsNote(number, stands, rows.length) : null,
    rows.length ? el("h4", {}, ...(now.diff ? ["Changes", ...(stands === number ? [] : [" of ", bdi(actors[stands].label)])] : ["Relations in the window"])) : null,
    el("ul", { class: "partners" }, ...rows),
    own.length + others.length ? el("h4", {}, count(own.length + others.length, "statement")) : null,
    cards(latestFirst(own)),
    others.length ? el("h4", {}, `By their leaders and outlets: ${others.length}`) : null,
    others.length ? cards(latestFirst(others), true) : null);
  if (!quiet) { reveal(); update(true); announce(`${actor.label}, ${actor.kind}: ${count(rows.length, now.diff ? "change" : "other actor")}`); }
}
