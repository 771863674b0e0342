// The window's two handles over a histogram of warm (up) and cold (down) statements by month, or by year of a long past.
const span = full.hi - full.lo;
const byYear = span > 366 * 20;
const monthOf = (day) => { const date = new Date(day * DAY); return date.getUTCFullYear() * 12 + date.getUTCMonth(); };
const binOf = (day) => (byYear ? Math.floor(monthOf(day) / 12) : monthOf(day)) - firstBin;
const firstBin = byYear ? Math.floor(monthOf(full.lo) / 12) : monthOf(full.lo);
const binStart = (bin) => (byYear ? utc(firstBin + bin, 1, 1) : utc(Math.floor((firstBin + bin) / 12), ((firstBin + bin) % 12) + 1, 1));
const binCount = binOf(full.hi) + 1;
const track = { lo: binStart(0), hi: full.hi };
const histogram = byId("histogram");
const bars = [];
let playing = null;

function countBins() {
  const up = new Array(binCount).fill(0);
  const down = new Array(binCount).fill(0);
  dated.forEach((one) => {
    if (one.sign && one.first >= track.lo && now.types.has(one.type) && now.statuses.has(one.status)) (one.sign > 0 ? up : down)[binOf(one.first)] += 1;
  });
  return { up, down };
}

function buildTimeline() {
  if (now.lo === full.lo) now.lo = track.lo;
  if (now.hi === full.hi) now.hi = track.hi;
  histogram.setAttribute("viewBox", `${track.lo} 0 ${track.hi - track.lo + 1} 42`);
  for (let bin = 0; bin < binCount; bin += 1) {
    const x = binStart(bin);
    const width = (Math.min(binStart(bin + 1), track.hi + 1) - x) * 0.9;
    bars.push({ bin, up: shape("rect", { x, width, class: "positive" }), down: shape("rect", { x, width, class: "negative" }) });
  }
  replace(histogram, ...bars.flatMap(({ up, down }) => [up, down]));
  if (changes.length) {
    Object.values(diffDays()).forEach((day) => histogram.append(shape("line", { class: "date", x1: day, x2: day, y1: -4, y2: 46 })));
  }
  for (const id of ["from", "to"]) {
    Object.assign(byId(id), { min: track.lo, max: track.hi, step: 1 });
    byId(id).addEventListener("input", () => moveHandle(id));
  }
  buildTicks();
  replace(byId("undated-count"), `undated (${undatedCount.toLocaleString("en")})`);
  byId("undated").disabled = undatedCount === 0;
  byId("undated").checked = now.undated && undatedCount > 0;
  byId("undated").addEventListener("change", (event) => { now.undated = event.target.checked; update(); refreshEvidence(); });
  byId("dates").addEventListener("submit", (event) => { event.preventDefault(); readDates(); });
  for (const id of ["from-text", "to-text"]) byId(id).addEventListener("change", readDates);
  byId("play").addEventListener("click", togglePlay);
}

// Ticks on the years, or on the months of a short span, as many as fit.
function buildTicks() {
  const monthly = !byYear && binCount <= 15;
  const ticks = [];
  const years = Math.ceil(binCount / (byYear ? 1 : 12));
  const every = Math.max(1, Math.ceil(years / 14));
  for (let bin = 0; bin < binCount; bin += 1) {
    const text = dayText(binStart(bin));
    const year = Number(text.slice(0, 4));
    if (monthly ? bin % Math.ceil(binCount / 8) === 0 : (byYear || text.slice(5, 7) === "01") && year % every === 0) {
      ticks.push([binStart(bin), monthly ? text.slice(0, 7) : text.slice(0, 4)]);
    }
  }
  replace(byId("ticks"), ...ticks.map(([day, text]) => {
    const tick = el("span", {}, text);
    tick.style.left = `${Math.min(Math.max((100 * (day - track.lo)) / (track.hi - track.lo + 1), 2), 98)}%`;
    return tick;
  }));
}

function drawTimeline() {
  const { up, down } = countBins();
  const top = Math.max(1, ...up);
  const low = Math.max(1, ...down);
  const unit = 42 / (top + low);
  bars.forEach(({ bin, up: warm, down: cold }) => {
    const out = binStart(bin + 1) <= now.lo || binStart(bin) > now.hi;
    for (const [bar, y, height] of [[warm, (top - up[bin]) * unit, up[bin] * unit], [cold, top * unit, down[bin] * unit]]) {
      bar.setAttribute("y", y);
      bar.setAttribute("height", height);
      bar.classList.toggle("out", out && !now.diff);
    }
  });
  byId("from").value = now.lo;
  byId("to").value = now.hi;
  byId("from").setAttribute("aria-valuetext", dayText(now.lo));
  byId("to").setAttribute("aria-valuetext", dayText(now.hi));
  const shown = now.diff ? diffDays() : now;
  byId("from-text").value = dayText(shown.lo);
  byId("to-text").value = dayText(shown.hi);
  for (const id of ["from", "to", "from-text", "to-text", "play"]) byId(id).disabled = now.diff;
  byId("play").title = now.diff ? "A before / after compares two fixed dates" : "Play (space)";
  byId("play").textContent = playing ? "❚❚" : "▶";
  byId("play").setAttribute("aria-pressed", String(Boolean(playing)));
}

function setWindow(lo, hi) {
  sayFault("");
  for (const id of ["from-text", "to-text"]) byId(id).setAttribute("aria-invalid", "false");
  now.lo = Math.max(track.lo, Math.min(lo, track.hi));
  now.hi = Math.max(now.lo, Math.min(hi, track.hi));
  update();
  refreshEvidence();
}

// A handle that meets the other one stops there.
function moveHandle(id) {
  const value = Number(byId(id).value);
  if (id === "from") setWindow(Math.min(value, now.hi), now.hi);
  else setWindow(now.lo, Math.max(value, now.lo));
}

function readDates() {
  const said = { from: byId("from-text").value.trim(), to: byId("to-text").value.trim() };
  const lo = dayOf(said.from, false);
  const hi = dayOf(said.to, true);
  const none = (text) => `${text === "" ? "nothing" : text}: no such date (valid: 2025, 2025-06, 2025-06-27)`;
  const fault = lo === null ? none(said.from) : hi === null ? none(said.to) : hi < lo ? `to ${said.to} is before from ${said.from}` : "";
  byId("from-text").setAttribute("aria-invalid", String(lo === null));
  byId("to-text").setAttribute("aria-invalid", String(hi === null || (lo !== null && hi < lo)));
  sayFault(fault);
  if (!fault) setWindow(lo, hi);
}

function sayFault(text) {
  byId("date-fault").hidden = !text;
  byId("date-fault").textContent = text;
}

// Moves the window by bins (months): both of its ends, as far as the track goes.
function step(by) {
  if (now.diff) return false;
  const move = (day) => (binOf(day) + by < 0 ? track.lo : Math.min(binStart(binOf(day) + by), track.hi));
  const next = (day) => Math.min(binStart(Math.max(binOf(day) + 1 + by, 1)) - 1, track.hi);
  const whole = now.lo <= track.lo && now.hi >= track.hi;
  if (whole) setWindow(by > 0 ? binStart(Math.min(by, binCount - 1)) : track.lo, by > 0 ? track.hi : binStart(Math.max(binCount + by, 1)) - 1);
  else if ((by > 0 && now.hi >= track.hi) || (by < 0 && now.lo <= track.lo)) return false;
  else setWindow(move(now.lo), next(now.hi));
  return true;
}

// From the whole, play grows the window from its first month; otherwise it moves the window on.
function togglePlay() {
  if (playing) return stopPlay();
  if (now.diff) return undefined;
  if (now.lo <= track.lo && now.hi >= track.hi) setWindow(track.lo, binStart(1) - 1);
  const grows = now.lo <= track.lo;
  playing = setInterval(() => {
    const before = now.hi;
    if (grows) setWindow(now.lo, binStart(binOf(now.hi) + 2) - 1);
    else step(1);
    if (now.hi >= track.hi || now.hi === before) stopPlay();
  }, calm.matches ? 1500 : 800);
  drawTimeline();
  return undefined;
}

function stopPlay() {
  clearInterval(playing);
  playing = null;
  drawTimeline();
}
