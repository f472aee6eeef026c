/* One election: chamber, shares, turnout, verdicts, and every fact. */
(function (E) {
  "use strict";

  const { el } = E;
  const MAIN = ["seats", "turnout_pct", "registered_voters", "ballots_cast", "valid_votes", "threshold_pct"];
  const RESULTS = ["short_name", "seats", "seat_share_pct", "votes", "vote_share_pct", "seats_list", "seats_constituency", "seats_indirect"];

  function named(held, name) {
    return held.tables[name].rows.map((row) => E.model.named(name, row));
  }

  /** A contestant with its name in the languages of the country. */
  function who(held, natives) {
    return (row) => {
      const said = E.model.named("results", row);
      const dot = el("span.dot" + (said.contestant_type === "indirect" ? ".hollow" : ""), { "aria-hidden": "true" });
      dot.style.setProperty("--c", E.charts.color(said.color));
      const native = natives.get(said.contestant_id);
      return el("span.who", null, dot, el("span", null, E.tables.cellLink("results", row, "short_name"),
        native ? el("span.native", { lang: E.words.lang(native.language) }, native.name) : null));
    };
  }

  /** Short or else official name of each entity in a language other than English. */
  function nativeNames(held, election) {
    const found = new Map();
    const rank = (name) => (name[6] === "short" ? 4 : name[6] === "official" ? 2 : 0) + (name[5] === election ? 8 : 0) + (name[4] !== "ru" ? 1 : 0);
    for (const name of held.names) {
      if (name[1] !== "party" || name[4] === "en" || (name[5] !== "any" && name[5] !== election)) continue;
      if (!found.has(name[0]) || rank(name) > rank(found.get(name[0]))) found.set(name[0], name);
    }
    return new Map([...found].map(([id, name]) => [id, { name: name[3], language: name[4] }]));
  }

  function figures(row) {
    const table = E.model.table("elections");
    return el("ul.figures", null, MAIN.filter((name) => row[table.by.get(name).place] !== null).map((name) =>
      el("li", null, el("span.label", null, E.words.column(name).replace(", %", "")),
        E.tables.cellLink("elections", row, name, E.words.value(row[table.by.get(name).place], table.by.get(name)) + (name.endsWith("_pct") ? " %" : "")))));
  }

  function results(held, natives, file) {
    const all = held.tables.results.rows;
    const order = (row) => [E.model.get("results", row, "seats"), E.model.get("results", row, "votes")].map((v) => (v === null ? -1 : v));
    const sorted = [...all].sort((a, b) => order(b)[0] - order(a)[0] || order(b)[1] - order(a)[1]);
    const known = RESULTS.filter((name) => name === "short_name" || all.some((row) => E.model.get("results", row, name) !== null));
    const columns = E.tables.columnsOf("results", known);
    columns[0] = Object.assign(columns[0], { label: "Contestant", show: who(held, natives) });
    return E.tables.make({ columns, rows: sorted, caption: "Results", file: file + "-results",
      note: ["All columns: ", el("a", { href: E.routes.to([file, "results"]) }, "the table results"), "."] });
  }

  function shares(held) {
    const found = named(held, "results").filter((row) => row.vote_share_pct !== null)
      .sort((a, b) => b.vote_share_pct - a.vote_share_pct)
      .map((row) => ({ name: row.short_name, votes: row.vote_share_pct, seats: row.seat_share_pct === null ? null : Number(row.seat_share_pct.toFixed(2)), color: row.color }));
    if (found.length < 2) return null;
    const words = "Shares of votes and of seats, per cent. " + found.map((d) => d.name + ": votes " + d.votes + (d.seats === null ? "" : ", seats " + d.seats)).join("; ") + ".";
    return el("section", null, el("h2", null, found.some((d) => d.seats !== null) ? "Votes and seats" : "Votes"), E.charts.pairs(found, words));
  }

  function turnout(held, regions, id) {
    const rows = held.tables.turnout.rows;
    if (!rows.length) return null;
    const said = named(held, "turnout").filter((row) => row.turnout_pct !== null && row.round === "all");
    const name = (region) => (region === "national" ? "Whole country" : regions.get(region) || region);
    const places = [...new Set(said.map((row) => row.region))];
    const times = [...new Set(said.map((row) => row.observed_at))].sort((a, b) => (a === "close") - (b === "close") || a.localeCompare(b));
    const last = (region) => Math.max(...said.filter((row) => row.region === region).map((row) => row.turnout_pct));
    places.sort((a, b) => (b === "national") - (a === "national") || last(b) - last(a));
    const data = said.map((row) => ({ region: name(row.region), time: row.observed_at, x: row.turnout_pct }));
    const words = "Turnout by region and time, per cent. Highest figure of each: " + places.map((place) => name(place) + " " + last(place)).join(", ") + ".";
    const wanted = ["region", "observed_at", "round", "stage", "base", "turnout_pct", "ballots_cast"];
    const columns = E.tables.columnsOf("turnout", wanted);
    columns[0].show = (row) => name(row[E.model.table("turnout").by.get("region").place]);
    return el("section", null, el("h2", null, "Turnout"),
      places.length > 3 ? E.charts.regions(data, places.map(name), times, words) : null,
      folded(rows.length > 12, E.words.many(rows.length, "figure") + " of turnout",
        E.tables.make({ columns, rows, caption: "Turnout as sources state it, by region, time, stage and denominator", file: id + "-turnout" })));
  }

  function folded(long, words, inner) {
    return long ? el("details.fold", null, el("summary", null, words), inner) : inner;
  }

  function observers(held, id) {
    const rows = held.tables.observers.rows;
    if (!rows.length) return null;
    const verdict = (row) => E.model.get("observers", row, "verdict");
    const counts = new Map(E.charts.VERDICTS.map((each) => [each, rows.filter((row) => verdict(row) === each).length]));
    const rank = (row) => (verdict(row) === null ? 9 : E.charts.VERDICTS.indexOf(verdict(row)));
    const columns = E.tables.columnsOf("observers", ["name", "mission_type", "n_observers", "verdict", "finding"]);
    const shown = columns[3].show;
    columns[3].show = (row) => el("span.badge.v-" + (verdict(row) || "none"), null, shown(row));
    const words = "Verdicts of observers and others: " + [...counts].map(([each, n]) => n + " " + each).join(", ") + ".";
    return el("section", null, el("h2", null, "Verdicts of observers"),
      [...counts.values()].some(Boolean) ? E.charts.verdicts(counts, words) : null,
      E.tables.make({ columns, rows: [...rows].sort((a, b) => rank(a) - rank(b)), caption: "Who judged the vote, from worst to best verdict", file: id + "-observers" }));
  }

  /** The election's own row, a line for every column. */
  function facts(row, id) {
    const fields = E.model.table("elections").fields.filter((field) => !field.isKey);
    const columns = [
      { label: "Quantity", name: "column", value: (field) => field.name, show: (field) => E.words.column(field.name) },
      { label: "Value", name: "value", value: (field) => row[field.place], show: (field) => E.tables.cellLink("elections", row, field.name) },
      { label: "Meaning", name: "meaning", value: (field) => field.description, show: (field) => field.description },
    ];
    return el("section.facts", null, el("h2", null, "All facts of the election"),
      E.tables.make({ columns, rows: fields, caption: "The election, column by column", file: id + "-election", sortable: false }));
  }

  function others(election) {
    const known = [...election.rows].filter(([name, n]) => n && !["elections", "conflicts", "claims", "missing"].includes(name));
    const line = (name, href, n, text) => el("li", null, el("a", { href }, E.words.plain(name)), " ", el("span.soft", null, E.words.many(n, "row")), el("p", null, text));
    return el("section", null, el("h2", null, "All tables of the election"), el("ul.tables", null,
      known.map(([name, n]) => line(name, E.routes.to([election.id, name]), n, E.model.table(name).description)),
      line("claims", E.routes.to([election.id, "claims"]), election.rows.get("claims"), "Everything that sources say, claim by claim."),
      line("conflicts", E.routes.to(["-", "conflicts"], { election: election.id }), election.rows.get("conflicts"), "Cells on which sources contradict each other.")));
  }

  function chamber(held) {
    if (!held.chamber) return null;
    return el("div.chamber", null, E.charts.chamber(held.chamber), E.charts.legend(held.chamber.groups),
      held.chamber.missing.length ? el("p.note", null, "Seats not known: " + held.chamber.missing.join(", ") + ".") : null);
  }

  /** Names of regions by id. */
  function regionNames(shared) {
    return new Map(shared.tables.regions.rows.map((row) => [row[0], E.model.get("regions", row, "name")]));
  }

  /** The page. */
  function view(id) {
    const election = E.model.elections().get(id);
    return Promise.all([E.model.pack(id), E.load("names"), E.load("shared")]).then(([held, names, shared]) => {
      const row = held.tables.elections.rows[0];
      const said = E.model.named("elections", row);
      const days = [said.election_date, said.final_round_date].filter((day, i, all) => day && all.indexOf(day) === i).map(E.words.day);
      return {
        title: election.title,
        nodes: [
          el("p.eyebrow", null, el("a", { href: "#/" }, "Elections"), " / ", el("code", null, id)),
          el("h1", { tabindex: "-1" }, election.title),
          el("p.lead", null, days.join(" and "), said.system ? ". " + (E.model.meaning(E.model.table("elections").by.get("system"), said.system) || said.system) : ""),
          figures(row),
          el("section.result", null, el("h2", null, "Result"), chamber(held), results(held, nativeNames(names, id), id)),
          shares(held), turnout(held, regionNames(shared), id), observers(held, id), facts(row, id), others(election),
        ],
      };
    });
  }

  E.election = { view };
})(Elecdata);
