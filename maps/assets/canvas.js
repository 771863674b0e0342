// The network on its canvas: two data sets seen through one view each; only what has changed is handed over.
const overview = actors.length > limits.crowd;
const placeOf = (actor) => (overview && !now.all && actor.overview ? actor.overview : [actor.x, actor.y]);

// Bend one of two lines that join the same two actors.
function bend(line) {
  const group = linesOf.get(pairKey(line.from, line.to));
  if (group.length === 1 || manyLines) return false;
  const place = group.indexOf(line);
  return { enabled: true, type: place % 2 ? "curvedCW" : "curvedCCW", roundness: 0.1 + 0.06 * Math.floor(place / 2) };
}

const nodeData = new vis.DataSet(actors.map((actor, id) => ({
  id, shape: actor.shape, size: actor.size, x: placeOf(actor)[0], y: placeOf(actor)[1], label: undefined,
})));
const edgeData = new vis.DataSet([
  ...lines.map((line) => ({ id: `l${line.id}`, from: line.from, to: line.to, smooth: bend(line) })),
  ...changes.map((change) => ({ id: `c${change.number}`, from: change.a, to: change.b, smooth: false })),
  ...[...linesOf].filter(([key]) => !changedPairs.has(key)).map(([, group]) => ({ id: `u${group[0].id}`, from: group[0].from, to: group[0].to, smooth: false })),
]);

const itemOf = (id) => (id[0] === "c" ? changes[Number(id.slice(1))] : lines[Number(id.slice(1))]);

function edgeShown(id) {
  const item = itemOf(id);
  if (id[0] === "l") return !now.diff && item.visible;
  if (!now.diff) return false;
  if (id[0] === "u") return item.unchanged;
  return item.visible && (now.side === "change" || item[now.side] !== null);
}

const nodeView = new vis.DataView(nodeData, { filter: (node) => actors[node.id].present });
const edgeView = new vis.DataView(edgeData, { filter: (edge) => edgeShown(edge.id) });

readWindow();
const network = new vis.Network(byId("canvas"), { nodes: nodeView, edges: edgeView }, {
  physics: false,
  layout: { improvedLayout: false },
  interaction: { hover: true, tooltipDelay: 1e8, selectConnectedEdges: false, keyboard: false, hideEdgesOnDrag: lines.length > 1500, zoomSpeed: 0.6 },
  nodes: { chosen: false, borderWidth: 1.5, labelHighlightBold: false },
  edges: { chosen: false, smooth: false, hoverWidth: 0, selectionWidth: 0, arrows: { to: { scaleFactor: 0.45 }, from: { scaleFactor: 0.45 } }, arrowStrikethrough: false },
});

let stroke = 1;
const drawn = new Map();
function changedOnly(items) {
  return items.filter((item) => {
    const text = JSON.stringify(item);
    if (drawn.get(item.id) === text) return false;
    drawn.set(item.id, text);
    return true;
  });
}

// With something chosen, everything else steps back.
function chosenActors() {
  if (now.line !== null) {
    const item = itemOf(now.line);
    return new Set([item.from ?? item.a, item.to ?? item.b]);
  }
  if (now.pair !== null) return new Set(now.pair);
  if (now.actor === null) return null;
  const own = countsFor(now.actor);
  const near = new Set([now.actor, own]);
  edgeView.getIds().forEach((id) => {
    const edge = edgeData.get(id);
    if (edge.from === own) near.add(edge.to);
    if (edge.to === own) near.add(edge.from);
  });
  return near;
}

// A line is chosen itself, with its pair, or with one of its ends.
const isOf = (a, b) => now.actor !== null && [a, b].includes(countsFor(now.actor));
const isMine = (id, a, b) => now.line === id || isOf(a, b) || (now.pair !== null && now.pair.includes(a) && now.pair.includes(b));
const isAside = (id, a, b) => (now.line !== null || now.actor !== null || now.pair !== null) && !isMine(id, a, b);
function choosePart(what) {
  now.line = now.actor = now.pair = null;
  Object.assign(now, what);
}

function edgeItem(id, style) {
  const { from, to } = edgeData.get(id);
  const mine = isMine(id, from, to);
  const aside = isAside(id, from, to);
  return {
    id,
    color: { color: style.color, opacity: aside ? 0.09 : mine ? 1 : style.alpha, inherit: false },
    width: stroke * (mine && now.line === id ? style.width + 1.5 : style.width),
    dashes: style.dashes ? style.dashes.map((part) => part * stroke) : false,
    arrows: style.arrows,
  };
}

function styleFor(id) {
  if (id[0] === "c") return changeStyle(itemOf(id));
  if (id[0] === "u") return { color: colour.unchanged, width: 1, dashes: false, arrows: "", alpha: 0.55 };
  return lineStyle(itemOf(id));
}

function update(quiet) {
  readWindow();
  lines.forEach((line) => { line.unchanged = false; });
  if (now.diff) {
    for (const [key, group] of linesOf) {
      if (changedPairs.has(key)) continue;
      const hi = diffDays().hi;
      group[0].unchanged = present(group[0].from) && present(group[0].to) &&
        group.some((line) => line.sign && line.statements.some((n) => statements[n].weight && statements[n].first <= hi));
    }
  }
  const ids = edgeData.getIds().filter(edgeShown);
  crowd = ids.length;
  edgeData.update(changedOnly(ids.map((id) => edgeItem(id, styleFor(id)))));
  edgeView.refresh();
  const near = chosenActors();
  nodeData.update(changedOnly(actors.map((actor, id) => {
    const [x, y] = placeOf(actor);
    const chosen = now.actor === id;
    const aside = near ? !near.has(id) : !actor.active;
    return {
      id, x, y,
      opacity: aside ? (near && actor.active ? 0.35 : 0.22) : 1,
      size: actor.size + (chosen ? 3 : 0),
      borderWidth: chosen ? 4 : 1.5,
      color: { background: campColour(actor.camp), border: chosen ? colour.ink : colour.paper, hover: { background: campColour(actor.camp), border: colour.ink } },
    };
  })));
  nodeView.refresh();
  showSummary();
  drawTimeline();
  if (!byId("table").hidden) drawTable();
  if (!quiet) say();
  network.redraw();
}

// Everything shown, with room for the names and for what floats over the canvas.
function room(width, height) {
  const across = Math.min(70, width * 0.1);
  return { left: across, right: across, top: Math.min(62, height * 0.1), bottom: Math.min(66, height * 0.1) };
}
function extent() {
  const places = nodeView.getIds().map((id) => placeOf(actors[id]));
  return [0, 1].map((axis) => places.reduce(([lo, hi], place) => [Math.min(lo, place[axis]), Math.max(hi, place[axis])], [Infinity, -Infinity]));
}

function fit(animated = true) {
  if (!nodeView.length) return;
  const [[left, right], [top, bottom]] = extent();
  const { clientWidth, clientHeight } = byId("canvas");
  const margin = room(clientWidth, clientHeight);
  const scale = Math.min((clientWidth - margin.left - margin.right) / (right - left + 1), (clientHeight - margin.top - margin.bottom) / (bottom - top + 1), 1.35);
  const shift = (margin.bottom - margin.top) / 2 / scale;
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 + shift }, scale: Math.max(scale, 0.02), animation: animated && !calm.matches ? { duration: 350 } : false });
  restyle();
}

// Lines keep about their width on the screen when the map is far away.
function restyle() {
  clearTimeout(restyle.soon);
  restyle.soon = setTimeout(() => {
    const wanted = Math.min(Math.max(0.95 / network.getScale(), 0.7), 4);
    if (Math.abs(wanted / stroke - 1) > 0.15) { stroke = wanted; update(true); }
  }, calm.matches ? 0 : 380);
}
network.on("zoom", restyle);

function zoomBy(factor) {
  network.moveTo({ scale: network.getScale() * factor, animation: calm.matches ? false : { duration: 180 } });
}

// The actor in the middle, or as near to it as leaves no part of the canvas empty that the map could fill.
function goTo(number) {
  const scale = Math.max(network.getScale(), 0.9);
  const { clientWidth, clientHeight } = byId("canvas");
  const margin = room(clientWidth, clientHeight);
  const [[left, right], [top, bottom]] = extent();
  const held = (value, lo, hi) => (lo > hi ? (lo + hi) / 2 : Math.min(Math.max(value, lo), hi));
  const place = network.getPosition(number);
  const x = held(place.x, left + (clientWidth / 2 - margin.left) / scale, right - (clientWidth / 2 - margin.right) / scale);
  const y = held(place.y, top + (clientHeight / 2 - margin.top) / scale, bottom - (clientHeight / 2 - margin.bottom) / scale);
  network.moveTo({ position: { x, y }, scale, animation: calm.matches ? false : { duration: 350 } });
}
