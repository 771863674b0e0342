// The same as a table: for a screen reader, for the keyboard, for anyone who would rather read than look.
const ROWS = 300;
let sorting = { column: 3, up: false };
let rowLimit = ROWS;

const sideText = (side) => (side === null ? "unknown" : `${signed(side.alignment)} ${pairSign(side)}`);
// What a cell that is words for a figure is sorted by; the unknown comes first.
const sideKey = (side) => (side === null ? -2 : side.alignment);

function tableColumns() {
  if (now.diff) return ["One", "Other", "Change", "Before", "After"];
  return ["One", "Other", "Sign", "Statements", "Types", "First", "Last", "Standing"];
}

function tableRows() {
  if (now.diff) {
    return changes.filter((one) => one.visible).map((one) => ({
      id: `c${one.number}`,
      cells: [actors[one.a].label, actors[one.b].label, one.kind, sideText(one.before), sideText(one.after)],
      keys: [null, null, null, sideKey(one.before), sideKey(one.after)],
    }));
  }
  return lines.filter((line) => line.visible).map((line) => {
    const { own, others } = readOf(line);
    const read = [...own, ...others].map((number) => statements[number]);
    const standing = read.reduce((best, one) => Math.min(best, one.status), statuses.length - 1);
    const days = read.filter((one) => one.first !== undefined).map((one) => one.first);
    const first = days.length ? dayText(days.reduce((p, q) => Math.min(p, q))) : "undated";
    const last = days.length ? dayText(days.reduce((p, q) => Math.max(p, q))) : "undated";
    const named = [...new Set(read.map((one) => types[one.type].name.replaceAll("_", " ")))].join(", ");
    return {
      id: `l${line.id}`,
      cells: [actors[line.from].label, actors[line.to].label, signName(line.sign), read.length, named, first, last, statuses[standing]],
    };
  });
}

function drawTable() {
  const columns = tableColumns();
  if (sorting.column >= columns.length) sorting = { column: 0, up: true };
  const rows = tableRows();
  const order = (p, q) => {
    const [a, b] = [p, q].map((row) => row.keys?.[sorting.column] ?? row.cells[sorting.column]);
    return (typeof a === "number" ? a - b : String(a).localeCompare(String(b))) * (sorting.up ? 1 : -1);
  };
  rows.sort(order);
  const heads = columns.map((name, column) => el("th", { scope: "col", "aria-sort": sorting.column === column ? (sorting.up ? "ascending" : "descending") : "none" },
    el("button", { type: "button", onclick: () => { sorting = { column, up: sorting.column === column ? !sorting.up : true }; drawTable(); byId("table").querySelectorAll("th button")[column].focus(); } },
      name, sorting.column === column ? (sorting.up ? " ▲" : " ▼") : "")));
  const body = rows.slice(0, rowLimit).map((row) => el("tr", { class: now.line === row.id ? "chosen" : null },
    ...row.cells.map((cell, column) => (column < 2 ? el("th", { scope: column ? null : "row" }, bdi(cell)) : el("td", { class: typeof cell === "number" ? "number" : String(cell).length < 14 ? "short" : null }, String(cell)))),
    el("td", {}, el("button", { type: "button", "aria-label": `Evidence: ${row.cells[0]}, ${row.cells[1]}`, onclick: () => { showLine(row.id); panel.focus(); } }, "evidence"))));
  replace(byId("table"),
    el("table", {}, el("caption", {}, `${count(rows.length, now.diff ? "change" : "relation")}, ${windowText()}${now.diff ? "" : "; of two states, with what their leaders and outlets did"}`),
      el("thead", {}, el("tr", {}, ...heads, el("th", { scope: "col" }, el("span", { class: "unseen" }, "Evidence")))),
      el("tbody", {}, ...body)),
    rows.length > rowLimit ? el("button", { type: "button", onclick: () => { rowLimit += ROWS; drawTable(); } }, `show more (${rows.length - rowLimit})`) : null);
}

function toggleTable() {
  const table = byId("table");
  table.hidden = !table.hidden;
  byId("stage").hidden = !table.hidden;
  byId("table-button").setAttribute("aria-pressed", String(!table.hidden));
  if (!table.hidden) { drawTable(); table.focus(); } else { network.redraw(); }
}
