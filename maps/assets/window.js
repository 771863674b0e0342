// The window: which days, which kinds of thing are shown; and which lines and actors follow from it.
const dated = statements.filter((one) => one.first !== undefined);
// A tie that nothing dates is always there; anything else that nothing dates, on request.
const dateless = (one) => one.first === undefined && !(one.sign === 0 && one.holds === true);
const undatedCount = statements.filter(dateless).length;
const given = [facts.at, facts.start, facts.end].filter((day) => day !== null);
// Offices and memberships may go back for ever: the track spans what has a sign, where anything has.
const timed = dated.some((one) => one.sign) ? dated.filter((one) => one.sign) : dated;
// A state that began long ago and still holds needs no room of its own: any window shows it. One that has ended does.
function opens(one) {
  if (!one.holds) return one.first;
  return Math.min(one.last ?? Infinity, Math.max(one.first, one.known ?? one.first));
}
const today = Math.floor(Date.now() / DAY);
const los = timed.map(opens).concat(given);
const his = timed.map((one) => one.first).concat(los);
const full = los.length
  ? { lo: los.reduce((a, b) => Math.min(a, b)), hi: his.reduce((a, b) => Math.max(a, b)) }
  : { lo: today, hi: today };

// A map opens on what is told up to the last day of which it is told: a day after its own publication is a forecast.
const told = timed.filter((one) => one.weight && one.status === ASSERTED).map((one) => Math.min(one.first, one.known ?? one.first));
const lastTold = told.length ? told.reduce((a, b) => Math.max(a, b)) : full.hi;

const now = {
  lo: facts.start ?? full.lo,
  hi: facts.end ?? facts.at ?? Math.max(lastTold, facts.start ?? lastTold),
  undated: dated.length === 0,
  types: new Set(types.keys()),
  kinds: new Set(kinds),
  // What is denied counts for nothing: its lines are drawn on request.
  statuses: new Set([...statuses.keys()].filter((status) => certainty[status] > 0)),
  changes: new Set(changeKinds),
  areas: true,
  diff: changes.length > 0,
  side: "change",
  all: actors.length <= limits.crowd,
  also: new Set(),
  focus: null,
  actor: null,
  line: null,
  pair: null,
};
if (now.diff) { now.lo = full.lo; now.hi = lastTold; }
const manyLines = lines.length > limits.lines;

// An event is there on the day from which it counts, a state on all its days, a tie that nothing dates always.
function inTime(one, lo, hi, last) {
  if (one.first === undefined) return now.undated || !dateless(one);
  return one.first <= hi && (one.holds ? last === undefined || last >= lo : one.first >= lo);
}

const passes = (one, ofStates) => now.types.has(one.type) && now.statuses.has(one.status) && inTime(one, now.lo, now.hi, lastDay(one, ofStates));

// With `all` off, only the strongest actors are there, and those that were asked for.
function present(number) {
  if (!now.kinds.has(actors[number].kind)) return false;
  if (now.focus !== null) return number === now.focus || nearFocus.has(number);
  return now.all || actors[number].rank < limits.overview || now.also.has(number);
}

// Between two dates leaders and outlets count for their states: who did not change himself stands for his state there.
function countsFor(number) {
  const { state, changes: own } = actors[number];
  return now.diff && state !== null && !own.length ? state : number;
}

let nearFocus = new Set();
function findNearFocus() {
  nearFocus = new Set();
  if (now.focus === null) return;
  const actor = actors[now.focus];
  actor.lines.forEach((line) => nearFocus.add(line.from).add(line.to));
  actor.changes.forEach((change) => nearFocus.add(change.a).add(change.b));
}

// Fills what each line shows: its statements in the window, the best standing among them, which way they point.
function readLine(line) {
  line.shown = [];
  line.forth = line.back = 0;
  line.standing = null;
  if (present(line.from) && present(line.to)) {
    for (const number of line.statements) {
      const one = statements[number];
      if (!passes(one)) continue;
      line.shown.push(number);
      if (!types[one.type].symmetric) line[one.a === line.from ? "forth" : "back"] += 1;
      if (line.standing === null || one.status < line.standing) line.standing = one.status;
    }
  }
  line.visible = line.shown.length > 0;
}

// One line per pair: the sign with more statements stands for both.
function mergePairs() {
  for (const group of linesOf.values()) {
    const seen = group.filter((line) => line.visible);
    seen.sort((a, b) => b.shown.length - a.shown.length || Math.abs(b.sign) - Math.abs(a.sign));
    seen.slice(1).forEach((line) => { line.visible = false; });
  }
}

function readWindow() {
  findNearFocus();
  lines.forEach(readLine);
  if (manyLines) mergePairs();
  changes.forEach((change) => {
    change.visible = now.changes.has(change.kind) && present(change.a) && present(change.b);
  });
  actors.forEach((actor, number) => {
    actor.present = present(number);
    actor.active = now.diff
      ? actor.changes.some((change) => change.visible)
      : actor.lines.some((line) => line.visible);
  });
}

// Why each of the other statements of the graph is not drawn, the commonest reason first.
function leftOut(read) {
  const reasons = statements.filter((one, number) => !read.has(number)).map((one) => {
    const told = [now.statuses.has(one.status) ? null : statuses[one.status], dateless(one) && !now.undated ? "undated" : null].filter(Boolean);
    if (told.length) return told.join(" and ");
    if (!now.types.has(one.type)) return "of relations not chosen";
    return passes(one) ? "of actors not shown" : "outside these days";
  });
  const counted = tally(reasons);
  if (statements.length < totals.statements) counted.set("not on this page", totals.statements - statements.length);
  return [...counted].sort((p, q) => q[1] - p[1] || (p[0] < q[0] ? -1 : 1)).map(([reason, n]) => `${n.toLocaleString("en")} ${reason}`).join(", ");
}

// What the chips, the live region and the picture's caption say.
function summary() {
  if (now.diff) {
    const parts = changeKinds.map((kind) => [changes.filter((one) => one.visible && one.kind === kind).length, kind]);
    return parts.filter(([n]) => n > 0);
  }
  const seen = lines.filter((line) => line.visible);
  const read = new Set(lines.flatMap((line) => line.shown));
  const rest = totals.statements - read.size;
  const named = (n, one) => [n, n === 1 ? one : `${one}s`];
  return [
    named(seen.length, "relation"),
    read.size < totals.statements ? [read.size, `of ${count(totals.statements, "statement")}`] : named(read.size, "statement"),
    named(actors.filter((actor) => actor.active && actor.present).length, "actor"),
    ...(rest > 0 ? [[rest, `not drawn: ${leftOut(read)}`]] : []),
  ];
}

const windowText = () => (now.diff ? `${dayText(diffDays().lo)} → ${dayText(diffDays().hi)}` : `${dayText(now.lo)} … ${dayText(now.hi)}`);
const diffDays = () => ({ lo: facts.start ?? full.lo, hi: facts.end ?? full.hi });
