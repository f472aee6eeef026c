/* Conflicts, with filters; sources, all or one. */
(function (E) {
  "use strict";

  const { el, outside } = E;
  const { narrowed, has, unique } = E.listing;

  /** Every cell on which sources contradict each other. */
  function conflicts(chosen) {
    return E.load("conflicts").then((held) => {
      const ids = [...E.model.elections().keys()];
      const tables = ["elections", "results", ...E.model.tables().keys()];
      const rows = held.rows.map((row, i) => Object.assign(E.model.named("conflicts", row), { link: held.links[i], subject: held.subjects[i] }));
      const order = (row) => [ids.indexOf(row.election_id), tables.indexOf(row.table_name)];
      rows.sort((a, b) => order(a)[0] - order(b)[0] || order(a)[1] - order(b)[1]);
      const title = (id) => (E.model.elections().get(id) || { title: id }).title;
      const field = (row) => E.model.table(row.table_name).by.get(row.column_name);
      const adopted = (row) => {
        const given = row.adopted_value;
        return given !== null && field(row).kind === "integer" && /^\d+$/.test(given) ? Number(given) : given;
      };
      const columns = [
        { label: "Of", name: "row_key", value: (row) => row.row_key,
          show: (row) => [row.table_name === "elections" ? "" : row.subject + ": ", E.words.column(row.column_name), el("span.native", null, title(row.election_id))] },
        { label: "Adopted", name: "adopted_value", value: (row) => row.adopted_value,
          show: (row) => el("a.cell.disputed", { href: row.link }, row.adopted_value === null ? "none" : E.words.value(adopted(row), field(row))) },
        { label: "What sources say", name: "rivals", value: (row) => row.rivals, show: (row) => el("ul.rivals", null, row.rivals.split("); ").map((each, i, all) => el("li", null, i + 1 < all.length ? each + ")" : each))) },
        { label: "Rule", name: "rule", value: (row) => row.rule, show: (row) => (row.rule ? el("span", { title: E.model.term("rule", row.rule) }, row.rule.replace(/_/g, " ")) : "") },
        { label: "Reason", name: "reason", value: (row) => row.reason, show: (row) => el("span.long", null, row.reason) },
      ];
      const taken = [...columns, ...["table_name", "column_name", "election_id", "n_values", "n_sources", "status"].map((name) => ({ name, value: (row) => row[name] }))];
      const parts = [
        { name: "q", label: "Text" },
        { name: "election", label: "Election", options: unique(rows.map((row) => row.election_id)).map((id) => [id, title(id)]) },
        { name: "table", label: "Table", options: unique(rows.map((row) => row.table_name)) },
        { name: "column", label: "Column", options: unique(rows.map((row) => row.column_name)).map((name) => [name, E.words.column(name)]) },
        { name: "rule", label: "Rule", options: unique(rows.map((row) => row.rule)) },
        { name: "status", label: "Outcome", options: unique(rows.map((row) => row.status)) },
      ];
      const fits = (row, values) =>
        (!values.election || row.election_id === values.election) && (!values.table || row.table_name === values.table) &&
        (!values.column || row.column_name === values.column) && (!values.rule || row.rule === values.rule) &&
        (!values.status || row.status === values.status) &&
        (!values.q || has([row.subject, row.row_key, row.column_name, row.rivals, row.reason, row.adopted_value], values.q));
      const draw = (found) => {
        const made = E.tables.make({ columns, rows: found, caption: "Conflicts", hideCaption: true });
        if (found.length) made.append(el("p.tools", null, E.tables.downloads("conflicts", "the conflicts shown", () => [taken, found])));
        return made;
      };
      return {
        title: "Conflicts",
        nodes: [el("h1", { tabindex: "-1" }, "Conflicts"),
          el("p.lead", null, "Cells on which sources contradict each other: what each says, what was adopted, by which rule, and why."),
          narrowed(parts, chosen, rows, fits, draw, "conflict")],
      };
    });
  }

  /** All sources. */
  function sources(chosen) {
    return E.why.sources().then((by) => {
      const rows = [...by.values()];
      const columns = [
        { label: "Source", name: "title", value: (row) => row.title, show: (row) => el("a", { href: E.routes.to(["-", "sources", row.source_id]), lang: E.words.lang(row.language) }, E.why.titleOf(row)) },
        { label: "By", name: "author", value: (row) => row.author, show: (row) => [row.author, row.publisher].filter(Boolean).join(", ") },
        { label: "Kind", name: "kind", value: (row) => row.kind, show: (row) => row.kind },
        { label: "Published", name: "published_date", value: (row) => row.published_date, show: (row) => row.published_date || "" },
        { label: "Language", name: "language", value: (row) => row.language, show: (row) => row.language || "" },
        { label: "Id", name: "source_id", value: (row) => row.source_id, show: (row) => el("code", null, row.source_id) },
      ];
      const parts = [{ name: "q", label: "Text" }, { name: "kind", label: "Kind", options: unique(rows.map((row) => row.kind)) },
        { name: "language", label: "Language", options: unique(rows.map((row) => row.language)).map((code) => [code, code]) }];
      const fits = (row, values) => (!values.kind || row.kind === values.kind) && (!values.language || row.language === values.language) &&
        (!values.q || has([row.title, row.author, row.publisher, row.source_id], values.q));
      const draw = (found) => E.tables.make({ columns, rows: found, caption: "Sources", hideCaption: true, file: "sources" });
      return { title: "Sources", nodes: [el("h1", { tabindex: "-1" }, "Sources"), el("p.lead", null, "Everything that was read, with its address."),
        narrowed(parts, chosen, rows, fits, draw, "source")] };
    });
  }

  /** One source; null when there is none of that id. */
  function source(id) {
    return E.why.sources().then((by) => {
      const said = by.get(id);
      if (!said) return { unknown: "source", name: id, known: [...by.keys()], link: (each) => E.routes.to(["-", "sources", each]) };
      const shown = E.model.table("sources").fields.filter((field) => said[field.name] !== null && field.name !== "title");
      const term = (field) => {
        const value = said[field.name];
        if (field.name === "url") return outside(value);
        if (field.name === "derived_from") return el("a", { href: E.routes.to(["-", "sources", value]) }, value);
        return field.name === "source_id" || field.name === "sha256" ? el("code", null, value) : String(value);
      };
      return {
        title: E.why.titleOf(said),
        nodes: [
          el("p.eyebrow", null, el("a", { href: "#/-/sources" }, "Sources"), " / ", el("code", null, id)),
          el("h1", { tabindex: "-1", lang: E.words.lang(said.language) }, E.why.titleOf(said)),
          el("dl.card-list", null, shown.map((field) => [el("dt", null, E.words.column(field.name)), el("dd", null, term(field))])),
          el("h2", null, "Claims that rest on it"),
          el("ul", null, said.said.map(([each, n]) =>
            el("li", null, el("a", { href: E.routes.to([each, "claims"], { source: id }) }, E.model.elections().get(each).title), " ", el("span.soft", null, E.words.many(n, "claim"))))),
        ],
      };
    });
  }

  E.registers = { conflicts, sources, source };
})(Elecdata);
