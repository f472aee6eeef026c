/* The start page: all elections, and one measure compared across those chosen. */
(function (E) {
  "use strict";

  const { el, fill } = E;
  const MOST = 6; // elections chosen at first
  const PARTS = ["seats", "seat_share_pct", "votes", "vote_share_pct", "seats_list", "seats_constituency"];

  function rows(name) {
    return E.held("index").rows[name];
  }

  function value(row, column, name) {
    return E.model.get(name, row, column);
  }

  /** Measures to choose from: figures of results, then those of elections. */
  function measures() {
    const figures = (name) => E.model.table(name).fields.filter((f) => (f.kind === "integer" || f.kind === "number") && f.unit !== "year" && f.unit !== "place");
    return [
      ...figures("results").map((field) => ({ table: "results", field })),
      ...figures("elections").map((field) => ({ table: "elections", field })),
    ];
  }

  function card(election) {
    const row = rows("elections").find((each) => each[0] === election.id);
    const said = E.model.named("elections", row);
    const facts = [
      said.seats !== null ? E.words.many(said.seats, "seat") : null,
      said.turnout_pct !== null ? "turnout " + said.turnout_pct + " %" : null,
    ].filter(Boolean).join(" · ");
    const clashes = election.rows.get("conflicts");
    return el("li.card", null,
      el("h3", null, el("a", { href: E.routes.to([election.id]) }, election.title)),
      el("p.day", null, E.words.day(said.election_date)), facts ? el("p", null, facts) : null,
      el("p.soft", null, E.words.many(election.rows.get("claims"), "claim"), " · ",
        clashes ? el("a", { href: E.routes.to(["-", "conflicts"], { election: election.id }) }, E.words.many(clashes, "conflict"), E.unseen(" of " + election.title)) : "no conflict"));
  }

  /** Contestants by lineage, each election's in its column. */
  function lines(chosen) {
    const found = new Map();
    for (const id of chosen) {
      for (const row of rows("results").filter((each) => each[0] === id)) {
        const lineage = value(row, "lineage_id", "results") || value(row, "contestant_id", "results");
        if (!found.has(lineage)) found.set(lineage, { lineage, name: "", cells: new Map() });
        const line = found.get(lineage);
        line.name = value(row, "short_name", "results");
        if (!line.cells.has(id)) line.cells.set(id, []);
        line.cells.get(id).push(row);
      }
    }
    return [...found.values()];
  }

  function short(id) {
    const said = E.model.named("elections", rows("elections").find((each) => each[0] === id));
    return (said.chamber || "President") + " " + said.year;
  }

  function contestants(field, chosen) {
    const figure = (line, id) => {
      const known = (line.cells.get(id) || []).map((row) => row[field.place]).filter((v) => v !== null);
      return known.length ? known.reduce((a, b) => a + b, 0) : null;
    };
    const most = (line) => Math.max(...chosen.map((id) => figure(line, id) || 0));
    const sorted = lines(chosen).sort((a, b) => most(b) - most(a));
    const columns = [
      { label: "Contestant", name: "name", value: (line) => line.name, show: (line) => line.name },
      ...chosen.map((id) => ({
        label: short(id), title: E.model.elections().get(id).title, name: id, number: true,
        value: (line) => figure(line, id),
        show: (line) => {
          const found = line.cells.get(id);
          if (!found) return el("span.absent", { title: "not in this contest" }, E.unseen("not in this contest"));
          return found.map((row) => el("div", null, E.tables.cellLink("results", row, field.name), found.length > 1 ? " " + value(row, "short_name", "results") : null));
        },
      })),
    ];
    const drawn = [];
    for (const id of chosen) {
      for (const line of sorted) {
        for (const row of line.cells.get(id) || []) {
          const given = row[field.place];
          if (given) {
            drawn.push({ row: E.model.elections().get(id).title, name: value(row, "short_name", "results"), value: given, text: E.words.value(given, field), color: value(row, "color", "results"), hollow: value(row, "contestant_type", "results") === "indirect" });
          }
        }
      }
    }
    return { columns, rows: sorted, drawn };
  }

  function compared(measure, chosen) {
    const { table, field } = measure;
    const words = E.words.column(field.name);
    const titles = chosen.map((id) => E.model.elections().get(id).title);
    if (table === "elections") {
      const found = chosen.map((id) => rows("elections").find((each) => each[0] === id));
      const drawn = found.filter((row) => row[field.place] !== null)
        .map((row) => ({ row: E.model.elections().get(row[0]).title, value: row[field.place], text: E.words.value(row[field.place], field) }));
      const said = words + ": " + drawn.map((d) => d.row + " " + d.text).join("; ") + ".";
      const columns = [
        { label: "Election", name: "election", value: (row) => row[0], show: (row) => el("a", { href: E.routes.to([row[0]]) }, E.model.elections().get(row[0]).title) },
        ...E.tables.columnsOf("elections", [field.name]),
      ];
      return [drawn.length ? E.charts.bars(drawn, words, said) : nothing(),
        E.tables.make({ columns, rows: found, caption: words + " by election", file: field.name })];
    }
    const { columns, rows: all, drawn } = contestants(field, chosen);
    const present = titles.filter((title) => drawn.some((d) => d.row === title));
    const absent = titles.filter((title) => !present.includes(title));
    const said = "Bars of " + words.toLowerCase() + " by contestant. " + present.map((title) =>
      title + ": " + drawn.filter((d) => d.row === title).slice(0, 3).map((d) => d.name + " " + d.text).join(", ")).join(". ") + ". All figures are in the table below.";
    return [
      present.length && PARTS.includes(field.name) ? E.charts.stacked(drawn, present, words, said, field.unit === "percent") : nothing(),
      absent.length ? el("p.note", null, "No figure known: " + absent.join("; ") + ".") : null,
      E.tables.make({ columns, rows: all, caption: words + " by contestant and election; renamed parties share a row", file: field.name }),
    ];
  }

  function nothing() {
    return el("p.none", null, "Nothing to draw for this choice.");
  }

  function comparison(wanted) {
    const all = [...E.model.elections().keys()];
    const known = (wanted.get("elections") || "").split(",").filter((id) => all.includes(id));
    let chosen = known.length ? known : all.slice(-MOST);
    const every = measures();
    const nameOf = (each) => each.table + "." + each.field.name;
    let measure = every.find((each) => nameOf(each) === wanted.get("measure")) || every.find((each) => nameOf(each) === "results.seats");
    const out = el("div", { id: "compared" });

    const option = (each) => el("option", { value: nameOf(each), selected: each === measure }, E.words.column(each.field.name));
    const select = el("select", { id: "measure", change: changed },
      el("optgroup", { label: "Contestants" }, every.filter((each) => each.table === "results").map(option)),
      el("optgroup", { label: "Elections" }, every.filter((each) => each.table === "elections").map(option)));
    const boxes = all.map((id) => el("input", { type: "checkbox", value: id, id: "choose-" + id, checked: chosen.includes(id), change: changed }));

    function changed() {
      measure = every.find((each) => nameOf(each) === select.value) || measure;
      chosen = boxes.filter((box) => box.checked).map((box) => box.value);
      E.routes.choose({ measure: select.value, elections: chosen.length === all.length ? "" : chosen.join(",") });
      draw();
      E.say(E.words.column(measure.field.name) + ", " + E.words.many(chosen.length, "election"));
    }

    function draw() {
      fill(out, chosen.length ? compared(measure, chosen) : el("p.none", null, "Choose an election."));
    }

    draw();
    return el("section", { "aria-labelledby": "compare" },
      el("h2", { id: "compare" }, "Compare"),
      el("form.choices", { submit: (event) => event.preventDefault() },
        el("p", null, el("label", { for: "measure" }, "Measure"), select),
        el("fieldset", null, el("legend", null, "Elections"), el("div.boxes", null, boxes.map((box, i) =>
          el("label", { for: box.id }, box, " ", E.model.elections().get(all[i]).title))))),
      out);
  }

  /** The page. */
  function view(chosen) {
    const all = [...E.model.elections().values()];
    return Promise.resolve({
      title: "Elections",
      nodes: [
        el("h1", { tabindex: "-1" }, "Every figure, and who says so"),
        el("p.lead", null, "Choose an election, or compare. Click any number to see what each source says, which figure was adopted, and why. ",
          el("span.disputed.sample", null, "Marked"), " figures are those on which sources disagree."),
        el("h2.vh", null, "Elections"),
        el("ul.cards", null, all.map(card)),
        comparison(chosen),
      ],
    });
  }

  E.home = { view };
})(Elecdata);
