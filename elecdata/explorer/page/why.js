/* The panel that answers for one cell: claims, ruling, reason, sources. */
(function (E) {
  "use strict";

  const { el, fill, outside } = E;
  const HEDGES = { about: "about ", nearly: "nearly ", more_than: "more than ", less_than: "less than ", at_least: "at least ", at_most: "at most " };
  const ORIGINS = { key: "names the row", claim: "claims of sources", sheet: "a coding sheet", derived: "computed" };

  function pair(term, ...said) {
    return [el("dt", null, term), el("dd", null, said)];
  }

  /** Title of a source, or what else names it. */
  function titleOf(said) {
    return said.title || said.publisher || said.author || said.source_id || said.url;
  }

  /** A source in a line: author, title, publisher, day. */
  function source(said) {
    const title = outside(said.url, titleOf(said), { lang: E.words.lang(said.language), class: "title" });
    const by = [said.author, said.publisher].filter((each, i, all) => each && all.indexOf(each) === i && each !== titleOf(said)).join(", ");
    return [by ? by + ": " : "", title, said.published_date ? ", " + E.words.day(said.published_date) : ""];
  }

  function number(claim, field) {
    const hedge = HEDGES[claim.hedge] || "";
    const given = field.kind === "integer" && /^\d+$/.test(claim.value) ? Number(claim.value) : claim.value;
    return hedge + E.words.value(given, field) + E.words.unit(field);
  }

  function card(claim, field, sources) {
    const said = sources.get(claim.source_id) || { source_id: claim.source_id, kind: "" };
    const unstated = (term) => !term || term === "unstated";
    const marks = [
      ["Stage", unstated(claim.stage) ? "" : claim.stage, "stage"], ["Share of", unstated(claim.base) ? "" : claim.base, "base"],
      ["Round", claim.round], ["Region", claim.region], ["Time", claim.observed_at],
      ["Coded as", claim.derivation === "stated" ? "" : claim.derivation, "derivation"],
    ].filter(([, value]) => value);
    return el("li.claim." + claim.standing, null,
      el("p.standing", null, el("span.badge." + claim.standing, { title: E.model.term("standing", claim.standing) }, claim.standing)),
      el("p.figure", null, number(claim, field)),
      claim.as_printed ? el("p.printed", null, "“", el("q", { lang: E.words.lang(said.language) }, claim.as_printed), "”") : null,
      el("p.source", null, source(said)),
      el("dl", null,
        pair("Place", claim.locator, " in ", el("a", { href: E.routes.to(["-", "sources", claim.source_id]) }, claim.source_id)),
        said.kind ? pair("Kind", said.kind) : null,
        said.derived_from ? pair("Repeats", el("a", { href: E.routes.to(["-", "sources", said.derived_from]) }, said.derived_from)) : null,
        marks.map(([term, value, list]) => pair(term, el("span", { title: list ? E.model.term(list, value) : null }, String(value).replace(/_/g, " ")))),
        claim.note ? pair("Note", claim.note) : null));
  }

  function empty(cell) {
    if (cell.value !== null) return null;
    if (!cell.missing) return null;
    const term = cell.missing.missing;
    return el("p.missing", null, el("span.badge.bound", null, term.replace(/_/g, " ")), " ",
      E.model.term("missing", term), cell.missing.note ? " " + cell.missing.note : "");
  }

  function ruling(cell) {
    if (!cell.ruling) return null;
    return el("section.ruling", null, el("h3", null, "The ruling"),
      el("p", null, el("b", null, cell.ruling.rule.replace(/_/g, " ")), ". ", E.model.term("rule", cell.ruling.rule)),
      el("p", null, cell.ruling.reason));
  }

  function meaning(cell) {
    const { field, table } = cell;
    return el("details", null, el("summary", null, "What the column means"),
      el("p", null, field.description),
      el("dl", null, pair("Column", el("code", null, table + "." + field.name)), pair("Row", el("code", null, cell.key.join(" / "))),
        field.unit ? pair("Unit", field.unit) : null, pair("Filled by", field.filled || ORIGINS[field.origin])));
  }

  function address(cell) {
    const words = cell.table === "elections" || cell.table === "results" ? "" : ', table="' + cell.table + '"';
    const code = "elecdata.explain(" + [...cell.key, cell.field.name].map((part) => JSON.stringify(part)).join(", ") + words + ")";
    const whole = location.href.split("#")[0] + cell.hash;
    const box = el("input", { type: "text", readonly: true, value: whole, "aria-label": "Address of this figure", id: "address" });
    box.addEventListener("focus", () => box.select());
    const copy = navigator.clipboard && el("button", { type: "button", click: () =>
      navigator.clipboard.writeText(whole).then(() => E.say("Address copied"), () => box.select()) }, "Copy");
    return el("section.address", null, el("h3", null, "Link to this figure"), el("p.copy", null, box, copy),
      el("p", null, "In Python: ", el("code", null, code)));
  }

  const NAMES = ["standing", "value", "hedge", "as_printed", "stage", "base", "source_id", "locator", "note", "claim_id"];

  function taken(cell, sources) {
    const columns = NAMES.map((name) => ({ name, value: (claim) => claim[name] }));
    columns.push({ name: "url", value: (claim) => (sources.get(claim.source_id) || {}).url });
    return E.tables.downloads(cell.key.concat(cell.field.name).join("-"), "the claims", () => [columns, cell.claims]);
  }

  /** The answer for a cell, as elements. */
  function answer(cell, sources, close) {
    const election = E.model.elections().get(cell.key[0]);
    const title = E.model.subject(cell.table, cell.row);
    const typed = cell.value === null ? "empty" : E.words.value(cell.value, cell.field) + E.words.unit(cell.field);
    const speaking = new Set(cell.claims.map((claim) => claim.source_id)).size;
    return [
      el("p.close", null, el("button", { type: "button", id: "close", click: close }, "Close", E.unseen(" and go back to the table"))),
      el("p.eyebrow", null, election && election.title !== title ? election.title : E.words.plain(cell.table)),
      el("h2", { tabindex: "-1", id: "why-title" }, title, ": ", E.words.column(cell.field.name)),
      el("p.answer" + (cell.value === null ? ".empty" : String(typed).length > 30 ? ".long" : ""), null, typed),
      cell.field.kind === "number" && cell.field.origin === "derived" && cell.value !== null ? el("p.exact", null, "In full: " + cell.value) : null,
      E.model.meaning(cell.field, cell.value) ? el("p.term", null, E.model.meaning(cell.field, cell.value)) : null,
      empty(cell),
      el("p.verdict", null, cell.verdict),
      ruling(cell),
      cell.claims.length ? el("section", null, el("h3", null, "What " + E.words.many(speaking, "source says", "sources say")),
        el("ol.claims", null, cell.claims.map((claim) => card(claim, cell.field, sources))),
        el("p.tools", null, taken(cell, sources))) : null,
      meaning(cell),
      address(cell),
    ];
  }

  /** Promise of all sources by id. */
  function sources() {
    return E.load("sources").then((held) => {
      if (!held.by) held.by = new Map(held.rows.map((row, i) => [row[0], Object.assign(E.model.named("sources", row), { said: held.said[i] })]));
      return held.by;
    });
  }

  /** Open the panel for a cell. */
  function open(cell, known, close) {
    const panel = document.getElementById("why");
    fill(panel, answer(cell, known, close));
    panel.setAttribute("aria-labelledby", "why-title");
    panel.removeAttribute("aria-label");
    panel.hidden = false;
    document.body.classList.add("asking");
    panel.scrollTop = 0;
    document.getElementById("why-title").focus({ preventScroll: true });
  }

  /** Close the panel. */
  function shut() {
    const panel = document.getElementById("why");
    panel.hidden = true;
    fill(panel);
    document.body.classList.remove("asking");
  }

  E.why = { open, shut, sources, titleOf };
})(Elecdata);
