// Names, marks and camp areas, drawn over and under the network at the size of the screen: none on another.
const FONT = '"DejaVu Sans", system-ui, sans-serif';
// The names that must be read: they may cover small shapes, where others give way.
const LEADING = 25;
let placed = [];
let shapes = [];

// A drawing may fall between the moment a filter has moved and the moment the network has followed.
const drawnActor = (number) => actors[number].present && number in network.body.nodes;
const screen = (number) => network.canvasToDOM(network.getPosition(number));
const within = (box, { clientWidth, clientHeight }) => box.left > 2 && box.top > 2 && box.right < clientWidth - 2 && box.bottom < clientHeight - 2;
const apart = (box, one) => box.right < one.left || box.left > one.right || box.bottom < one.top || box.top > one.bottom;
const free = (box) => placed.every((one) => apart(box, one));
const clear = (box) => free(box) && shapes.every((one) => apart(box, one));
const boxAt = (x, y, width, height) => ({ left: x - width / 2, right: x + width / 2, top: y, bottom: y + height });
const short = (text) => { const signs = [...text.replace(/\s+/g, " ")]; return signs.length > 30 ? `${signs.slice(0, 29).join("")}…` : signs.join(""); };

// Draws in pixels of the screen, whatever the zoom.
function onScreen(context, draw) {
  const ratio = context.canvas.width / context.canvas.clientWidth;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.lineJoin = "round";
  draw(context);
  context.restore();
}

function write(context, text, x, y, style) {
  context.font = style.font;
  context.textAlign = "center";
  context.textBaseline = "top";
  context.strokeStyle = style.halo ?? colour.ground;
  context.lineWidth = 3.5;
  context.globalAlpha = style.alpha ?? 1;
  context.strokeText(text, x, y);
  context.fillStyle = style.fill;
  context.fillText(text, x, y);
  context.globalAlpha = 1;
}

// What floats over the canvas takes its room first.
function floating() {
  const stage = byId("canvas").getBoundingClientRect();
  return ["chips", "notice", "sides", "zoom"].map(byId).filter((node) => !node.hidden).map((node) => node.getBoundingClientRect())
    .map((box) => ({ left: box.left - stage.left, right: box.right - stage.left, top: box.top - stage.top, bottom: box.bottom - stage.top }));
}

function drawNames(context) {
  placed = floating();
  const near = chosenActors();
  const scale = network.getScale();
  const { clientWidth: width, clientHeight: height } = context.canvas;
  const seen = actors.map((actor, number) => ({ actor, number })).filter(({ actor, number }) => drawnActor(number) && (actor.active || now.actor === number));
  seen.forEach((one) => {
    one.at = screen(one.number);
    one.radius = one.actor.size * scale;
    one.first = now.actor === one.number || hovered === one.number;
    one.near = near !== null && near.has(one.number);
  });
  const inside = seen.filter(({ at }) => at.x > -60 && at.y > -30 && at.x < width + 60 && at.y < height + 30);
  shapes = inside.map(({ at, radius }) => boxAt(at.x, at.y - radius * 0.8, radius * 1.6, radius * 1.6));
  inside.sort((p, q) => q.first - p.first || q.near - p.near || p.actor.rank - q.actor.rank);
  inside.forEach((one) => drawName(context, one, near));
  if (now.areas) drawCampNames(context);
  if (!now.diff) drawStandings(context);
  else if (now.side === "change") drawChangeMarks(context);
}

function drawName(context, { actor, at, radius, first, near: isNear }, near) {
  const size = first ? 13.5 : 12;
  const font = `${first || actor.rank < 5 ? "600 " : ""}${size}px ${FONT}`;
  context.font = font;
  const text = short(actor.label);
  const width = context.measureText(text).width + 4;
  const height = size + 3;
  const spots = [
    [at.x, at.y + radius + 3],
    [at.x, at.y - radius - height - 2],
    [at.x + radius + width / 2 + 4, at.y - height / 2],
    [at.x - radius - width / 2 - 4, at.y - height / 2],
  ];
  const fits = (test) => spots.find(([x, y]) => within(boxAt(x, y, width, height), context.canvas) && test(boxAt(x, y, width, height)));
  const leads = first || actor.rank < LEADING * Math.min(1, context.canvas.clientWidth / 900) || (isNear && near.size <= LEADING);
  const spot = fits(clear) ?? (leads ? fits(free) : null) ?? (first ? spots[0] : null);
  if (!spot) return;
  placed.push(boxAt(spot[0], spot[1], width, height));
  write(context, text, spot[0], spot[1], { font, fill: colour.ink, alpha: near && !isNear ? 0.35 : 1 });
}

// A point of a drawn line, bent or straight, in pixels of the screen.
function middle(id, part = 0.5) {
  const edge = network.body.edges[id];
  if (!edge || !edge.connected) return null;
  return network.canvasToDOM(edge.edgeType.getPoint(part));
}

function drawChangeMarks(context) {
  changes.filter((change) => change.visible).forEach((change) => {
    const radius = change.kind === "flipped" ? 9.5 : 7.5;
    const around = (at) => at && boxAt(at.x, at.y - radius, radius * 2, radius * 2);
    const tries = [0.5, 0.42, 0.58, 0.34, 0.66].map((part) => middle(`c${change.number}`, part));
    const at = tries.find((point) => point && clear(around(point))) ?? (change.kind === "flipped" ? tries[0] : null);
    if (!at) return;
    const box = around(at);
    placed.push(box);
    const aside = isAside(`c${change.number}`, change.a, change.b);
    context.globalAlpha = aside ? 0.15 : 1;
    context.beginPath();
    context.arc(at.x, at.y, radius, 0, 2 * Math.PI);
    // The disc has the colour of the sign: a tie that is gained may be a hostile one, one that weakened mixed.
    context.fillStyle = colour[pairSign(change.after ?? change.before)];
    context.fill();
    context.strokeStyle = colour.paper;
    context.lineWidth = 1.5;
    context.stroke();
    context.font = `700 ${radius * 1.45}px ${FONT}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillStyle = colour.paper;
    context.fillText(CHANGE[change.kind].mark, at.x, at.y + 0.5);
    context.globalAlpha = 1;
  });
}

// Planned, alleged and denied lines say so on the line itself.
function drawStandings(context) {
  if (crowd > 400 && network.getScale() < 0.8 && now.actor === null && now.line === null && now.pair === null) return;
  lines.filter((line) => line.visible && line.standing !== ASSERTED).forEach((line) => {
    const at = middle(`l${line.id}`);
    if (!at) return;
    const font = `italic 10.5px ${FONT}`;
    context.font = font;
    const text = statuses[line.standing];
    const box = boxAt(at.x, at.y - 6, context.measureText(text).width + 4, 13);
    if (!clear(box)) return;
    placed.push(box);
    const aside = isAside(`l${line.id}`, line.from, line.to);
    write(context, text, at.x, at.y - 6, { font, fill: colour[signName(line.sign)], alpha: aside ? 0.2 : 1 });
  });
}

// A camp's area: the hull of its actors, padded and rounded, in a tint of its colour.
function hull(points) {
  const sorted = [...points].sort((p, q) => p.x - q.x || p.y - q.y);
  const turn = (o, p, q) => (p.x - o.x) * (q.y - o.y) - (p.y - o.y) * (q.x - o.x);
  const half = (list) => {
    const out = [];
    for (const point of list) {
      while (out.length > 1 && turn(out[out.length - 2], out[out.length - 1], point) <= 0) out.pop();
      out.push(point);
    }
    return out.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

const campMembers = (camp) => actors.map((actor, number) => ({ actor, number })).filter(({ actor, number }) => actor.camp === camp && actor.active && drawnActor(number));
const shownCamps = [0, 1, 2, 3, 4, 5].filter((camp) => actors.filter((actor) => actor.camp === camp).length > 2);

function drawAreas(context) {
  if (!now.areas || shownCamps.length < 2) return;
  context.save();
  context.lineJoin = "round";
  shownCamps.forEach((camp) => {
    const points = campMembers(camp).map(({ number }) => network.getPosition(number));
    if (points.length < 3) return;
    const tint = mix(campColour(camp), colour.ground, 0.11);
    context.beginPath();
    hull(points).forEach((point, place) => (place ? context.lineTo(point.x, point.y) : context.moveTo(point.x, point.y)));
    context.closePath();
    context.fillStyle = context.strokeStyle = tint;
    context.lineWidth = 72;
    context.stroke();
    context.fill();
  });
  context.restore();
}

function drawFlipped(context) {
  if (!now.diff || now.side !== "change") return;
  changes.filter((change) => change.visible && change.kind === "flipped" && drawnActor(change.a) && drawnActor(change.b)).forEach((change) => {
    const [from, to] = [network.getPosition(change.a), network.getPosition(change.b)];
    const aside = isAside(`c${change.number}`, change.a, change.b);
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.strokeStyle = colour.flipped;
    context.lineWidth = CHANGE.flipped.width * stroke;
    context.globalAlpha = aside ? 0.12 : 1;
    context.stroke();
    context.globalAlpha = 1;
  });
}

// A camp is called after its strongest state, or its strongest actor where it has none.
function campName(camp) {
  const members = actors.filter((actor) => actor.camp === camp).sort((p, q) => p.rank - q.rank);
  return (members.find((actor) => actor.kind === "state") ?? members[0]).label;
}

function drawCampNames(context) {
  if (shownCamps.length < 2) return;
  shownCamps.forEach((camp) => {
    const members = campMembers(camp);
    if (members.length < 3) return;
    const points = members.map(({ number }) => screen(number));
    const top = Math.min(...points.map((point) => point.y));
    const bottom = Math.max(...points.map((point) => point.y));
    const x = points.reduce((sum, point) => sum + point.x, 0) / points.length;
    const pad = 36 * network.getScale();
    const font = `700 12.5px ${FONT}`;
    context.font = font;
    const text = `around ${short(campName(camp))}`;
    const width = context.measureText(text).width + 6;
    const y = [top - pad - 18, top - pad + 3, bottom + pad - 16, bottom + pad + 4].find((value) => within(boxAt(x, value, width, 16), context.canvas) && clear(boxAt(x, value, width, 16)));
    if (y === undefined) return;
    placed.push(boxAt(x, y, width, 16));
    write(context, text, x, y, { font, fill: mix(campColour(camp), colour.ink, 0.72) });
  });
}

let hovered = null;
network.on("beforeDrawing", (context) => { drawAreas(context); drawFlipped(context); });
network.on("afterDrawing", (context) => onScreen(context, drawNames));
network.on("hoverNode", ({ node }) => { hovered = node; byId("canvas").style.cursor = "pointer"; network.redraw(); });
network.on("blurNode", () => { hovered = null; byId("canvas").style.cursor = ""; network.redraw(); });
network.on("hoverEdge", () => { byId("canvas").style.cursor = "pointer"; });
network.on("blurEdge", () => { byId("canvas").style.cursor = ""; });
