// What the page was given, and the few words that every other script builds on.
const facts = JSON.parse(document.getElementById("facts").textContent);
const { actors, lines, statements, changes, documents, types, kinds, statuses, certainty, changeKinds, limits, totals } = facts;
const SVG = "http://www.w3.org/2000/svg";
const DAY = 86400000;
const ASSERTED = statuses.indexOf("asserted");
const signName = (sign) => (sign > 0 ? "positive" : sign < 0 ? "negative" : "structural");
// A pair on a day has the sign that the query gave it, which near zero is neither: its alignment alone does not tell.
const pairSign = (side) => (side.sign > 0 ? "positive" : side.sign < 0 ? "negative" : "mixed");
const PAIR_SIGNS = ["positive", "negative", "mixed"];
const byId = (id) => document.getElementById(id);
const calm = matchMedia("(prefers-reduced-motion: reduce)");

statements.forEach((one) => { one.sign = types[one.type].sign; });
actors.forEach((actor) => { actor.lines = []; actor.changes = []; });
lines.forEach((line) => {
  actors[line.from].lines.push(line);
  actors[line.to].lines.push(line);
});
changes.forEach((change, number) => {
  change.number = number;
  actors[change.a].changes.push(change);
  actors[change.b].changes.push(change);
});
// Two actors may be joined by a warm and a cold line: these bend apart.
const pairKey = (a, b) => (a < b ? `${a} ${b}` : `${b} ${a}`);
const linesOf = new Map();
lines.forEach((line) => {
  const key = pairKey(line.from, line.to);
  if (!linesOf.has(key)) linesOf.set(key, []);
  linesOf.get(key).push(line);
});
// What leaders and outlets say counts for their states, as in `why`: pair of states -> its statements, whoever made them.
const statementsOf = new Map();
statements.forEach((one, number) => {
  const key = pairKey(one.sa ?? one.a, one.sb ?? one.b);
  if (!statementsOf.has(key)) statementsOf.set(key, []);
  statementsOf.get(key).push(number);
});
const byOthers = (one) => one.sa !== undefined || one.sb !== undefined;
// The last day of a state: as the two actors' own, or as their states'.
const lastDay = (one, ofStates) => (!ofStates ? one.last : one.stateOpen ? undefined : one.stateLast ?? one.last);
const changedPairs = new Set(changes.map((change) => pairKey(change.a, change.b)));

// An element with its properties and children. Strings become text nodes: no text of a document is ever read as markup.
function el(name, properties = {}, ...children) {
  const node = document.createElement(name);
  fill(node, properties, children);
  return node;
}

function shape(name, properties = {}, ...children) {
  const node = document.createElementNS(SVG, name);
  fill(node, properties, children);
  return node;
}

function fill(node, properties, children) {
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "checked" || key === "value" || key === "disabled") node[key] = value;
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
}

function replace(node, ...children) { node.replaceChildren(...children.filter((child) => child !== null)); }

// A name may run from right to left: it keeps its own direction.
const bdi = (text) => el("bdi", {}, text);
const count = (n, one, many = `${one}s`) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
const tally = (list) => list.reduce((sum, key) => sum.set(key, (sum.get(key) ?? 0) + 1), new Map());
const dayText = (day) => new Date(day * DAY).toISOString().slice(0, 10);

// First or last day that YYYY, YYYY-MM or YYYY-MM-DD may mean, as days since 1970-01-01; null for anything else.
function dayOf(text, last) {
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text.trim());
  if (!match) return null;
  const year = Number(match[1]);
  const month = match[2] ? Number(match[2]) : last ? 12 : 1;
  const lastOfMonth = utc(year, month + 1, 0);
  const day = match[3] ? utc(year, month, Number(match[3])) : last ? lastOfMonth : utc(year, month, 1);
  return month >= 1 && month <= 12 && (!match[3] || (Number(match[3]) >= 1 && day <= lastOfMonth)) ? day : null;
}

function utc(year, month, day) {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return Math.round(date.getTime() / DAY);
}
