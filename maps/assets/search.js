// Search: names and aliases, letters with and without accents alike; the arrow keys choose, Enter goes there.
const searchBox = byId("search");
const found = byId("found");
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const searchable = actors.map((actor) => [actor.label, ...(actor.aliases ?? []), actor.iso3 ?? ""].map(plain));
let hits = [];
let picked = 0;

function findActors(text) {
  const wanted = plain(text.trim());
  if (!wanted) return [];
  const score = (number) => {
    const names = searchable[number];
    if (names.includes(wanted)) return 0;
    if (names[0].startsWith(wanted)) return 1;
    if (names.some((name) => name.startsWith(wanted) || name.includes(` ${wanted}`))) return 2;
    return names.some((name) => name.includes(wanted)) ? 3 : 9;
  };
  return [...actors.keys()].map((number) => [score(number), actors[number].rank, number])
    .filter(([value]) => value < 9).sort((p, q) => p[0] - q[0] || p[1] - q[1]).slice(0, 8).map(([, , number]) => number);
}

function drawFound() {
  const open = document.activeElement === searchBox && searchBox.value.trim() !== "";
  found.hidden = !open;
  searchBox.setAttribute("aria-expanded", String(open));
  replace(found, ...hits.map((number, place) => el("li", { id: `hit-${place}`, role: "option", "aria-selected": String(place === picked), onmousedown: (event) => { event.preventDefault(); choose(number); } },
    kindIcon(actors[number].kind, actors[number].camp), bdi(actors[number].label), el("span", { class: "kind" }, actors[number].kind))),
  hits.length ? null : el("li", { class: "none", role: "option", "aria-disabled": "true" }, "no actor of that name"));
  if (open && hits.length) searchBox.setAttribute("aria-activedescendant", `hit-${picked}`);
  else searchBox.removeAttribute("aria-activedescendant");
}

// Shows the actor even where a filter or the level of detail had left it out.
function choose(number) {
  searchBox.value = "";
  hits = [];
  found.hidden = true;
  now.also.add(number).add(countsFor(number));
  if (!now.kinds.has(actors[number].kind)) { now.kinds.add(actors[number].kind); drawFilters(); }
  if (now.focus !== null && now.focus !== number && !nearFocus.has(number)) focusOn(null);
  if (!byId("table").hidden) toggleTable();
  byId("canvas").focus();
  showActor(number);
  goTo(countsFor(number));
}

searchBox.addEventListener("input", () => { hits = findActors(searchBox.value); picked = 0; drawFound(); });
searchBox.addEventListener("focus", drawFound);
searchBox.addEventListener("blur", () => { found.hidden = true; searchBox.setAttribute("aria-expanded", "false"); });
searchBox.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    picked = (picked + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % Math.max(hits.length, 1);
    drawFound();
  } else if (event.key === "Enter" && hits.length) {
    event.preventDefault();
    choose(hits[picked]);
  } else if (event.key === "Escape") {
    event.stopPropagation();
    searchBox.value = "";
    byId("canvas").focus();
  }
});
