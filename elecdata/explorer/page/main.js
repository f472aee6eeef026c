/* What the address asks for, shown. */
(function (E) {
  "use strict";

  const { el, fill, say } = E;
  const main = document.getElementById("main");
  let shown = null; // address, without what is chosen, of the page in main
  let asked = null; // address of the cell in the panel
  let turn = 0; // counts addresses, so that a slow answer to an old one is dropped

  const PAGES = [["Elections", "#/"], ["Conflicts", "#/-/conflicts"], ["Parties", "#/-/names"], ["Sources", "#/-/sources"]];

  /** Page that belongs to an address, as a promise of { title, nodes } or { unknown, name, known, link }. */
  function page(parts, chosen) {
    const [election, name, ...rest] = parts;
    if (!parts.length) return E.home.view(chosen);
    if (election === "-") return shared(name, rest, chosen);
    const elections = E.model.elections();
    if (!elections.has(election)) return unknown("election", election, [...elections.keys()], (each) => E.routes.to([each]));
    if (name === undefined || (rest.length && ["elections", "results"].includes(name))) return E.election.view(election);
    if (name === "claims") return E.listing.claims(election, chosen);
    const known = [...E.model.tables().values()].filter((each) => each.ofElection && each.cells).map((each) => each.name);
    if (!known.includes(name) && name !== "discrepancies") return unknown("table of an election", name, [...known, "claims"], (each) => E.routes.to([election, each]));
    return E.listing.view(election, name, rest.length ? [election, ...rest.slice(0, -1)] : null);
  }

  function shared(name, rest, chosen) {
    const known = ["conflicts", "names", "sources", "parties", "people", "regions", "indicators"];
    if (name === "conflicts") return E.registers.conflicts(chosen);
    if (name === "names") return E.names.view(chosen);
    if (name === "sources") return rest.length ? E.registers.source(rest[0]) : E.registers.sources(chosen);
    if (!known.includes(name)) return unknown("table", name || "", known, (each) => E.routes.to(["-", each]));
    return E.listing.view("-", name, rest.length ? rest.slice(0, -1) : null);
  }

  function unknown(what, name, known, link) {
    return Promise.resolve({ unknown: what, name, known, link });
  }

  function lost({ unknown: what, name, known, link }) {
    const near = E.routes.near(name, known);
    const list = near.length ? near : known.slice(0, 12);
    return {
      title: "Not found",
      nodes: [el("h1", { tabindex: "-1" }, "Not found"), el("p.lead", null, "There is no " + what + " named “" + name + "”."),
        el("p", null, near.length ? "Did you mean:" : "Known:"), el("ul", null, list.map((each) => el("li", null, el("a", { href: link(each) }, each)))),
        el("p", null, el("a", { href: "#/" }, "All elections"))],
    };
  }

  /** The cell of an address: { cell } or what is unknown; null when the address is of a page. */
  function cellOf(parts) {
    const [election, name, ...rest] = parts;
    const table = E.model.table(name);
    if (!table || !rest.length || name === "sources" || !table.cells) return Promise.resolve(null);
    if (election !== "-" && !E.model.elections().has(election)) return Promise.resolve(null);
    if (table.ofElection !== (election !== "-")) return Promise.resolve(null);
    const column = rest[rest.length - 1];
    const key = [...(election === "-" ? [] : [election]), ...rest.slice(0, -1)];
    const to = (k, c) => E.routes.cell(name, k, c);
    if (!table.by.has(column)) return unknown("column of " + name, column, table.fields.map((f) => f.name), (each) => to(key, each));
    return E.model.pack(election).then((held) => {
      const place = E.model.placeOf(held, name, key);
      if (place >= 0) return { cell: E.model.cell(held, name, place, table.by.get(column)) };
      const within = (row) => E.model.keyOf(name, row).slice(table.ofElection ? 1 : 0);
      const known = new Map(held.tables[name].rows.map((row) => [within(row).join("/"), E.model.keyOf(name, row)]));
      return { unknown: "row of " + name, name: rest.slice(0, -1).join("/"), known: [...known.keys()], link: (each) => to(known.get(each), column) };
    });
  }

  function put(found) {
    const { title, nodes } = found.unknown ? lost(found) : found;
    fill(main, nodes);
    document.title = title + " · elecdata";
  }

  /** Link in main that leads to an address. */
  function linkTo(hash) {
    return Array.from(main.querySelectorAll("a.cell")).find((link) => link.getAttribute("href") === hash);
  }

  function mark(hash) {
    for (const old of main.querySelectorAll("a[aria-current=true]")) old.removeAttribute("aria-current");
    const link = hash && linkTo(hash);
    if (link) link.setAttribute("aria-current", "true");
    return link;
  }

  function close() {
    location.hash = shown === null ? "#/" : shown;
  }

  async function go(first) {
    const mine = ++turn;
    const { parts, chosen } = E.routes.parse(location.hash);
    const here = E.routes.to(parts);
    const whole = location.hash || "#/";
    try {
      const answer = await cellOf(parts);
      const stay = answer && answer.cell && shown !== null && linkTo(answer.cell.hash);
      const base = answer && answer.cell ? baseOf(parts) : whole;
      let moved = false;
      if (!stay && !(shown === whole && !answer)) {
        const found = answer && answer.unknown ? answer : await page(parts, chosen);
        if (mine !== turn) return;
        put(found);
        shown = base;
        moved = true;
        current(parts);
      }
      if (mine !== turn) return;
      if (answer && answer.cell) {
        const sources = await E.why.sources();
        if (mine !== turn) return;
        asked = answer.cell.hash;
        unfold(asked);
        E.why.open(answer.cell, sources, close);
        const link = mark(asked);
        if (link && (moved || first)) link.scrollIntoView({ block: "center" });
      } else {
        leave(moved, first);
      }
    } catch (error) {
      if (mine !== turn) return;
      put({ title: "Not read", nodes: [el("h1", { tabindex: "-1" }, "Not read"), el("p.lead", null, error.message + ". The folder of these pages may not be whole; make it again with elecdata.browse().")] });
      shown = here;
    }
  }

  /** Close the panel, and put the reader where the panel was opened from. */
  function leave(moved, first) {
    const was = asked;
    asked = null;
    E.why.shut();
    mark(null);
    const link = was && !moved && linkTo(was);
    if (link) {
      link.focus();
      return;
    }
    if (!moved || first) return;
    scrollTo(0, 0);
    const head = main.querySelector("h1");
    if (head) head.focus({ preventScroll: true });
    say(document.title);
  }

  /** Page to go back to from a cell that was opened by its address. */
  function baseOf(parts) {
    const [election, name] = parts;
    return ["elections", "results"].includes(name) ? E.routes.to([election]) : E.routes.to([election, name]);
  }

  /** Open the folded part that holds a link. */
  function unfold(hash) {
    const link = linkTo(hash);
    const fold = link && link.closest("details");
    if (fold) fold.open = true;
  }

  function current(parts) {
    const here = parts[0] === "-" ? "#/-/" + parts[1] : "#/";
    for (const link of document.querySelectorAll("#nav a")) {
      if (link.getAttribute("href") === here) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  /** The switch between light and dark: the system's choice until a reader chooses. */
  function theme() {
    const button = document.getElementById("theme");
    const system = matchMedia("(prefers-color-scheme: dark)");
    const now = () => document.documentElement.dataset.theme || (system.matches ? "dark" : "light");
    const label = () => { button.textContent = now() === "dark" ? "Light" : "Dark"; button.setAttribute("aria-label", "Switch to " + (now() === "dark" ? "light" : "dark") + " colours"); };
    const set = (name) => {
      document.documentElement.dataset.theme = name;
      label();
      document.dispatchEvent(new Event("elecdata:theme"));
    };
    let kept = null;
    try { kept = localStorage.getItem("elecdata-theme"); } catch (error) { kept = null; }
    if (kept === "dark" || kept === "light") document.documentElement.dataset.theme = kept;
    label();
    button.addEventListener("click", () => {
      const next = now() === "dark" ? "light" : "dark";
      set(next);
      try { localStorage.setItem("elecdata-theme", next); } catch (error) { return; }
    });
    system.addEventListener("change", () => { label(); document.dispatchEvent(new Event("elecdata:theme")); });
  }

  function start() {
    theme();
    fill(document.getElementById("nav"), el("ul", null, PAGES.map(([text, href]) => el("li", null, el("a", { href }, text)))));
    document.getElementById("skip").addEventListener("click", (event) => {
      event.preventDefault();
      (main.querySelector("h1") || main).focus();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && asked) close();
    });
    if (!E.held("index")) {
      fill(main, el("h1", null, "Not read"), el("p.lead", null, "data/index.js cannot be read. Make these pages again with elecdata.browse()."));
      return;
    }
    E.model.open();
    const index = E.held("index");
    fill(document.getElementById("foot"), "elecdata " + index.version + (index.data ? ", " + index.data : "") + ". Data CC0 1.0. Pictures by Observable Plot and D3. Nothing on these pages is fetched from elsewhere.");
    addEventListener("hashchange", () => go(false));
    document.addEventListener("elecdata:chosen", () => {
      if (!asked && shown !== null) shown = location.hash;
    });
    go(true);
  }

  start();
})(Elecdata);
