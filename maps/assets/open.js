// Keys, clicks, and the first drawing.
function clickedEdge({ nodes, edges }) {
  return nodes.length === 0 && edges.length ? edges[0] : null;
}

network.on("click", ({ nodes, pointer }) => {
  const node = network.getNodeAt(pointer.DOM);
  const edge = node === undefined ? network.getEdgeAt(pointer.DOM) : undefined;
  if (node !== undefined) showActor(node);
  else if (edge !== undefined) { showLine(edge); } else clearEvidence();
});
network.on("doubleClick", ({ pointer }) => {
  const node = network.getNodeAt(pointer.DOM);
  if (node !== undefined) focusOn(now.focus === node ? null : node);
});

// The nearest actor that lies in an arrow's direction.
function stepActor(dx, dy) {
  const shown = actors.map((actor, number) => number).filter((number) => actors[number].present && actors[number].active);
  if (!shown.length) return;
  if (now.actor === null) { showActor(shown.reduce((p, q) => (actors[q].rank < actors[p].rank ? q : p))); return; }
  const here = network.getPosition(now.actor);
  let best = null;
  let least = Infinity;
  shown.forEach((number) => {
    const { x, y } = network.getPosition(number);
    const along = (x - here.x) * dx + (y - here.y) * dy;
    const across = Math.abs((x - here.x) * dy) + Math.abs((y - here.y) * dx);
    if (number !== now.actor && along > 0 && along + 2 * across < least) { least = along + 2 * across; best = number; }
  });
  if (best !== null) showActor(best);
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const KEYS = {
  "/": () => searchBox.focus(),
  " ": togglePlay,
  "[": () => step(-1),
  "]": () => step(1),
  f: () => fit(),
  d: toggleDiff,
  t: toggleTable,
  o: () => { if (now.focus !== null) focusOn(null); else if (now.actor !== null) focusOn(now.actor); },
  Escape: () => { if (playing) stopPlay(); if (now.focus !== null) focusOn(null); clearEvidence(); },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.matches("input:not([type=checkbox]):not([type=range])");
  const pressing = event.target.matches("button, a, input, summary");
  if (typing || (event.key === " " && pressing)) return;
  if (ARROWS[event.key] && event.target === byId("canvas")) { event.preventDefault(); stepActor(...ARROWS[event.key]); return; }
  const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

byId("table-button").addEventListener("click", toggleTable);
byId("png-button").addEventListener("click", savePicture);
byId("diff-button").addEventListener("click", toggleDiff);
byId("fit").addEventListener("click", () => fit());
byId("zoom-in").addEventListener("click", () => zoomBy(1.35));
byId("zoom-out").addEventListener("click", () => zoomBy(1 / 1.35));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColours(); drawn.clear(); update(true); });

replace(byId("totals"), [
  actors.length < totals.actors ? `${actors.length.toLocaleString("en")} of ${count(totals.actors, "actor")}` : count(actors.length, "actor"),
  statements.length < totals.statements
    ? `${statements.length.toLocaleString("en")} of ${count(totals.statements, "statement")} (the latest of each pair)`
    : count(statements.length, "statement"),
  count(totals.reports, "document"),
  facts.halfLife === null ? null : `half-life ${facts.halfLife} days`,
].filter(Boolean).join(" · "));
byId("diff-button").hidden = changes.length === 0;
byId("diff-button").setAttribute("aria-pressed", String(now.diff));
byId("sides").hidden = !now.diff;
buildSides();
buildTimeline();
drawFilters();
showHint();
if (facts.focus !== null) now.also.add(facts.focus);
update();
if (facts.focus !== null) focusOn(facts.focus);
fit(false);
// The first drawing already has the strokes of its zoom.
stroke = Math.min(Math.max(0.95 / network.getScale(), 0.7), 4);
update(true);
say();
document.documentElement.dataset.ready = "yes";
