// The panel on the left: what is shown, what each look means, and how much of it there is.
function choice(set, key, icon, name, n, title) {
  return el("label", { title },
    el("input", { type: "checkbox", checked: set.has(key), onchange: (event) => { set[event.target.checked ? "add" : "delete"](key); update(); refreshEvidence(); } }),
    icon, el("span", { class: "name" }, name), el("span", { class: "count" }, n.toLocaleString("en")));
}

const choices = (id, list) => { byId(id).hidden = list.length === 0; replace(byId(id).querySelector(".choices"), ...list); };

function drawFilters() {
  const typed = tally(statements.map((one) => one.type));
  const kinded = tally(actors.map((actor) => actor.kind));
  const stood = tally(statements.map((one) => one.status));
  const changed = tally(changes.map((change) => change.kind));
  choices("change-filter", now.diff ? changeKinds.filter((kind) => changed.has(kind)).map((kind) => choice(now.changes, kind, changeIcon(kind), `${CHANGE[kind].mark} ${kind}`, changed.get(kind))) : []);
  choices("type-filter", now.diff ? [] : types.map((type, code) => [type, code]).filter(([, code]) => typed.has(code)).map(([type, code]) =>
    choice(now.types, code, signIcon(type.sign), type.name.replaceAll("_", " "), typed.get(code), type.says)));
  choices("kind-filter", kinds.filter((kind) => kinded.has(kind)).map((kind) => choice(now.kinds, kind, kindIcon(kind), kind, kinded.get(kind))));
  choices("status-filter", now.diff || (stood.size === 1 && stood.has(ASSERTED)) ? [] : statuses.map((name, code) => [name, code]).filter(([, code]) => stood.has(code)).map(([name, code]) =>
    choice(now.statuses, code, lineIcon({ color: "var(--faint)", width: code === ASSERTED ? 3 : 1.6, dashes: code === ASSERTED ? false : UNSURE }), name, stood.get(code))));
  drawSignLegend();
  drawCampLegend();
}

// The signs of pairs on the side that is shown: of lines before and after, of discs on the lines of the changes.
function drawSignLegend() {
  const sides = changes.map((one) => (now.side === "change" ? one.after ?? one.before : one[now.side])).filter((side) => side !== null);
  const signs = tally(sides.map(pairSign));
  const icon = (name) => (now.side === "change" ? discIcon(name) : pairIcon(name));
  choices("sign-legend", !now.diff ? [] : PAIR_SIGNS.map((name) =>
    el("label", { class: "legend" }, icon(name), el("span", { class: "name" }, name), el("span", { class: "count" }, String(signs.get(name) ?? 0)))));
}

function drawCampLegend() {
  if (shownCamps.length < 2) { choices("camp-legend", []); return; }
  const members = tally(actors.map((actor) => actor.camp));
  const rows = shownCamps.map((camp) => el("label", { class: "legend" }, kindIcon("state", camp), el("span", { class: "name" }, "around ", bdi(campName(camp))), el("span", { class: "count" }, String(members.get(camp)))));
  choices("camp-legend", [...rows, el("label", {}, el("input", { type: "checkbox", checked: now.areas, onchange: (event) => { now.areas = event.target.checked; network.redraw(); } }), "show their areas")]);
}

function showSummary() {
  const parts = summary();
  replace(byId("chips"), ...parts.map(([n, name]) => el("span", {}, el("b", {}, n.toLocaleString("en")), ` ${name}`)));
  byId("empty").hidden = (now.diff ? changes : lines).some((one) => one.visible);
  const notice = byId("notice");
  notice.hidden = !(overview || now.focus !== null);
  if (now.focus !== null) {
    replace(notice, el("span", {}, "Only ", bdi(actors[now.focus].label), " and its neighbours"), el("button", { type: "button", onclick: () => focusOn(null) }, "back"));
  } else if (overview) {
    const shown = actors.filter((actor) => actor.present).length;
    replace(notice, el("span", {}, now.all ? `all ${actors.length} actors` : `the strongest ${shown} of ${actors.length} actors`),
      el("button", { type: "button", id: "show-all", onclick: () => { now.all = !now.all; update(); fit(); } }, now.all ? "show the strongest" : "show all"));
  }
}

let saying = null;
// What was just asked for replaces a summary that still waits to be said.
function announce(text) { clearTimeout(saying); byId("live").textContent = text; }
function say() {
  clearTimeout(saying);
  saying = setTimeout(() => announce(`${summary().map(([n, name]) => `${n} ${name}`).join(", ")}, ${windowText()}`), 250);
}

function focusOn(number) {
  now.focus = number;
  update();
  if (number !== null) showActor(number); else refreshEvidence();
  fit();
}

function toggleDiff() {
  if (!changes.length) return;
  if (playing) stopPlay();
  now.diff = !now.diff;
  now.line = now.pair = null;
  byId("diff-button").setAttribute("aria-pressed", String(now.diff));
  byId("sides").hidden = !now.diff;
  drawFilters();
  update();
  if (now.actor !== null) showActor(now.actor, true); else showHint();
}

function buildSides() {
  const { lo, hi } = diffDays();
  const sides = { before: `Before: ${dayText(lo)}`, change: "Change", after: `After: ${dayText(hi)}` };
  replace(byId("sides"), ...Object.entries(sides).map(([side, text]) => el("button", {
    type: "button", "data-side": side, "aria-pressed": String(now.side === side),
    onclick: () => {
      now.side = side;
      byId("sides").querySelectorAll("button").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.side === side)));
      drawSignLegend();
      update();
    },
  }, text)));
}
