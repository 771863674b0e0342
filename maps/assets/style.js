// How things look: shapes for kinds, colour and dash for signs, colour, dash and a mark for changes.
const colour = {};
function readColours() {
  const style = getComputedStyle(document.documentElement);
  const names = ["paper", "ground", "ink", "faint", "rule", "accent", "positive", "negative", "mixed", "structural", "unchanged", ...changeKinds];
  names.forEach((name) => { colour[name] = style.getPropertyValue(`--${name}`).trim(); });
  colour.camps = [0, 1, 2, 3, 4, 5].map((number) => style.getPropertyValue(`--camp-${number}`).trim());
  colour.none = style.getPropertyValue("--camp-none").trim();
}
readColours();

const campColour = (camp) => (camp >= 0 && camp < colour.camps.length ? colour.camps[camp] : colour.none);

function mix(hex, other, share) {
  const part = (text, at) => parseInt(text.slice(at, at + 2), 16);
  const at = [1, 3, 5].map((i) => Math.round(part(hex, i) * share + part(other, i) * (1 - share)));
  return `rgb(${at.join(",")})`;
}

const DASH = { positive: false, negative: [8, 4], mixed: [11, 4, 2, 4], structural: false };
const UNSURE = [2, 5];
const CHANGE = {
  gained: { width: 3.5, dashes: false, mark: "•" },
  lost: { width: 2.5, dashes: [2, 5], mark: "×" },
  flipped: { width: 8, dashes: false, mark: "⇄" },
  strengthened: { width: 5, dashes: false, mark: "▲" },
  weakened: { width: 1.5, dashes: [12, 6], mark: "▼" },
};

function lineStyle(line) {
  const name = signName(line.sign);
  const sure = line.standing === ASSERTED;
  const width = line.sign === 0 ? 1 : Math.min(1.1 + 0.9 * Math.sqrt(line.shown.length - 1), 5.5);
  // An alliance has no arrow; a line on which both act has none either.
  const way = line.forth && !line.back ? "to" : line.back && !line.forth ? "from" : "";
  return {
    color: colour[name],
    width: sure ? width : Math.min(width, 1.6),
    dashes: sure ? DASH[name] : UNSURE,
    arrows: crowd < 400 ? way : "",
    alpha: Math.min(0.85, (line.sign === 0 ? 6 : 9) / Math.sqrt(crowd) + 0.1 * (line.shown.length - 1)),
  };
}

// How many lines are drawn: the more, the fainter each.
let crowd = 0;

function changeStyle(change) {
  if (now.side !== "change") {
    const side = change[now.side];
    const name = pairSign(side);
    return { color: colour[name], width: 1.2 + 3.2 * Math.abs(side.alignment), dashes: DASH[name], arrows: "", alpha: 0.85 };
  }
  const style = CHANGE[change.kind];
  // Flipped is a double line: the paper's colour over the wide line that drawFlipped lays under it.
  if (change.kind === "flipped") return { color: colour.paper, width: 2.4, dashes: false, arrows: "", alpha: 1 };
  return { color: colour[change.kind], width: style.width, dashes: style.dashes, arrows: "", alpha: 0.9 };
}

// The outline of a kind's shape in a box of 16 x 16, for legends; vis-network draws the same shapes on the canvas.
const OUTLINE = {
  state: "M8 1.5a6.5 6.5 0 1 0 .01 0z",
  leader: "M8 1.5 15 14H1z",
  outlet: "M2 2h12v12H2z",
  corridor: "M4.5 2h7L15 8l-3.5 6h-7L1 8z",
  organization: "M8 .5 15.5 8 8 15.5.5 8z",
  person: "M8 14.5 15 2H1z",
  territory: "M8 .8l2.1 5 5.4.4-4.1 3.5 1.3 5.3L8 12.1l-4.7 2.9 1.3-5.3L.5 6.2l5.4-.4z",
};

const kindIcon = (kind, camp) => shape("svg", { viewBox: "-5 0 26 16", "aria-hidden": "true" },
  shape("path", { d: OUTLINE[kind], fill: camp === undefined ? "currentColor" : campColour(camp) }));

function lineIcon(style) {
  const background = style.background
    ? shape("path", { d: "M0 8h26", stroke: style.background.color, "stroke-width": style.background.size })
    : null;
  const dash = style.dashes ? style.dashes.map((part) => part * 0.8).join(" ") : null;
  const front = shape("path", { d: "M0 8h26", stroke: style.color, "stroke-width": Math.min(style.width, 5), "stroke-dasharray": dash });
  return shape("svg", { viewBox: "0 0 26 16", "aria-hidden": "true" }, background, front);
}

const signIcon = (sign) => lineIcon({ color: `var(--${signName(sign)})`, width: sign ? 3 : 1.5, dashes: DASH[signName(sign)] });
const discIcon = (name) => shape("svg", { viewBox: "-5 0 26 16", "aria-hidden": "true" }, shape("circle", { cx: 8, cy: 8, r: 6, fill: `var(--${name})` }));
const pairIcon = (name) => lineIcon({ color: `var(--${name})`, width: 3, dashes: DASH[name] });
const changeIcon = (kind) => lineIcon(kind === "flipped"
  ? { color: "var(--paper)", width: 2.6, background: { color: "var(--flipped)", size: 8 } }
  : { color: `var(--${kind})`, width: CHANGE[kind].width, dashes: CHANGE[kind].dashes });
