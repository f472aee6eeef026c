/* A table on a page of its own, and the claims of an election with their filters. */
(function (E) {
  "use strict";

  const { el, fill } = E;

  function crumbs(id, name) {
    const election = E.model.elections().get(id);
    return el("p.eyebrow", null, el("a", { href: "#/" }, "Elections"), " / ",
      election ? [el("a", { href: E.routes.to([id]) }, election.title), " / "] : null, el("code", null, name));
  }

  /** A published table of an election, or one of no election. */
  function view(id, name, key) {
    const table = E.model.table(name);
    return E.model.pack(id).then((held) => {
      const rows = held.tables[name].rows;
      const place = key ? E.model.placeOf(held, name, key) : -1;
      const columns = E.tables.columnsOf(name).filter((column) => column.name !== "election_id");
      return {
        title: E.words.plain(name),
        nodes: [
          crumbs(id, name), el("h1", { tabindex: "-1" }, E.words.plain(name)),
          el("p.lead", null, table.description),
          E.tables.make({ columns: front(columns, table), rows, caption: E.words.plain(name), hideCaption: true, file: (id === "-" ? "" : id + "-") + name, reach: place < 0 ? undefined : rows[place] }),
        ],
      };
    });
  }

  /** Columns with a name first, where there is one. */
  function front(columns, table) {
    const name = columns.find((column) => column.name === (table.by.has("short_name") ? "short_name" : "name"));
    return name && table.cells ? [name, ...columns.filter((column) => column !== name)] : columns;
  }

  /** Which cell a claim of a pack speaks to first. */
  function cellsOf(held) {
    const found = new Map();
    for (const [name, entry] of Object.entries(held.tables)) {
      if (!entry.cells) continue;
      for (const [place, evidence] of Object.entries(entry.cells)) {
        const [row, column] = place.split(":").map(Number);
        for (const [claim] of evidence.claims) if (!found.has(claim)) found.set(claim, { name, row, column });
      }
    }
    return found;
  }

  /** Inputs that narrow a list. parts: { name, label, kind, options }; `changed` gets their values. */
  function filters(parts, chosen, changed) {
    const inputs = parts.map((part) => {
      const id = E.fresh("filter");
      const value = chosen.get(part.name) || "";
      const input = part.options
        ? el("select", { id, change: now }, el("option", { value: "" }, part.any || "All"), part.options.map((option) => {
          const [key, text] = Array.isArray(option) ? option : [option, E.words.plain(option)];
          return el("option", { value: key, selected: key === value }, text);
        }))
        : el("input", { id, type: "search", value, input: now, autocomplete: "off", spellcheck: "false" });
      return { part, input, node: el("p", null, el("label", { for: id }, part.label), input) };
    });
    function now() {
      const values = Object.fromEntries(inputs.map(({ part, input }) => [part.name, input.value.trim()]));
      E.routes.choose(values);
      changed(values);
    }
    const form = el("form.choices", { role: "search", submit: (event) => event.preventDefault() }, inputs.map((each) => each.node));
    return { form, values: Object.fromEntries(parts.map((part) => [part.name, chosen.get(part.name) || ""])) };
  }

  /** A list with filters and a count. `narrow` gives the rows that fit; `draw` the table of rows. */
  function narrowed(parts, chosen, rows, fits, draw, noun) {
    const count = el("p.count", { role: "status", "aria-live": "polite" });
    const out = el("div");
    const changed = (values) => {
      const found = rows.filter((row) => fits(row, values));
      fill(count, found.length === rows.length ? E.words.many(rows.length, noun) : found.length.toLocaleString("en-GB") + " of " + E.words.many(rows.length, noun));
      fill(out, draw(found));
    };
    const { form, values } = filters(parts, chosen, changed);
    changed(values);
    return [form, count, out];
  }

  function has(texts, wanted) {
    const lower = wanted.toLowerCase();
    return texts.some((text) => text && String(text).toLowerCase().includes(lower));
  }

  function unique(list) {
    return [...new Set(list)].filter(Boolean).sort((a, b) => a.localeCompare(b));
  }

  /** All claims of an election. */
  function claims(id, chosen) {
    return E.model.pack(id).then((held) => {
      const names = E.held("index").claim;
      const at = (name) => names.indexOf(name);
      const get = (claim, name) => claim[at(name)];
      const cells = cellsOf(held);
      const place = new Map(held.claims.map((claim, i) => [claim, i]));
      const href = (claim) => {
        const cell = cells.get(place.get(claim));
        if (!cell) return null;
        return E.routes.cell(cell.name, E.model.keyOf(cell.name, held.tables[cell.name].rows[cell.row]), E.model.table(cell.name).fields[cell.column].name);
      };
      const subject = (claim) => (get(claim, "subject_type") === "election" ? "election" : get(claim, "subject_id"));
      const column = (name, label, show) => ({ name, label, value: (claim) => get(claim, name), show: show || ((claim) => get(claim, name) || "") });
      const columns = [
        column("subject_id", "Subject", subject), column("variable", "Variable", (claim) => E.words.column(get(claim, "variable"))),
        column("value", "Value", (claim) => {
          const text = (get(claim, "hedge") === "exact" ? "" : get(claim, "hedge").replace(/_/g, " ") + " ") + get(claim, "value");
          return href(claim) ? el("a.cell", { href: href(claim) }, text) : text;
        }),
        column("standing", "Standing", (claim) => el("span.badge." + get(claim, "standing"), null, get(claim, "standing"))),
        column("as_printed", "As printed"), column("stage", "Stage"),
        column("source_id", "Source", (claim) => el("a", { href: E.routes.to(["-", "sources", get(claim, "source_id")]) }, get(claim, "source_id"))),
        column("locator", "Place"),
      ];
      const all = (name) => unique(held.claims.map((claim) => get(claim, name)));
      const parts = [
        { name: "q", label: "Text" }, { name: "standing", label: "Standing", options: all("standing") },
        { name: "variable", label: "Variable", options: all("variable").map((name) => [name, E.words.column(name)]) },
        { name: "source", label: "Source", options: all("source_id").map((name) => [name, name]) },
      ];
      const fits = (claim, values) =>
        (!values.standing || get(claim, "standing") === values.standing) && (!values.variable || get(claim, "variable") === values.variable) &&
        (!values.source || get(claim, "source_id") === values.source) &&
        (!values.q || has(["subject_id", "variable", "value", "as_printed", "source_id", "note"].map((name) => get(claim, name)), values.q));
      const draw = (rows) => E.tables.make({ columns, rows, caption: "Claims", hideCaption: true, file: id + "-claims" });
      return {
        title: "Claims",
        nodes: [crumbs(id, "claims"), el("h1", { tabindex: "-1" }, "Claims"), el("p.lead", null, E.model.table("claims").description),
          narrowed(parts, chosen, held.claims, fits, draw, "claim")],
      };
    });
  }

  E.listing = { view, claims, narrowed, crumbs, has, unique };
})(Elecdata);
