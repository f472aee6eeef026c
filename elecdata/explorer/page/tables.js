/* Tables that can be sorted, unrolled and taken away. */
(function (E) {
  "use strict";

  const { el, fill, unseen, say } = E;
  const STEP = 100;

  /** A cell's value as a link to what is known about it. */
  function cellLink(name, row, column, shown) {
    const field = E.model.table(name).by.get(column);
    const value = row[field.place];
    const hash = E.routes.cell(name, E.model.keyOf(name, row), column);
    const empty = value === null;
    const text = shown || E.words.value(value, field);
    const link = el("a.cell" + (empty ? ".empty" : ""), { href: hash }, empty ? ["–", unseen("empty: why?")] : text);
    if (E.model.isDisputed(hash)) {
      link.classList.add("disputed");
      link.append(unseen(" (sources disagree)"));
    }
    return link;
  }

  /** Columns of a published table, as `make` wants them. */
  function columnsOf(name, wanted) {
    const table = E.model.table(name);
    const chosen = wanted ? wanted.map((column) => table.by.get(column)) : table.fields;
    return chosen.map((field) => ({
      label: E.words.column(field.name),
      title: field.description,
      number: field.kind === "integer" || field.kind === "number",
      look: { date: "day-of", when: "day-of", text: "text" }[field.kind],
      name: field.name,
      value: (row) => row[field.place],
      show: (row) => (table.cells && !field.isKey ? cellLink(name, row, field.name) : simple(row[field.place], field)),
    }));
  }

  function simple(value, field) {
    if (/^https?:\/\//i.test(value)) return E.outside(value);
    return E.words.value(value, field);
  }

  function compare(a, b) {
    if (a === null || a === undefined || a === "") return b === null || b === undefined || b === "" ? 0 : 1;
    if (b === null || b === undefined || b === "") return -1;
    if (typeof a === "number" && typeof b === "number") return a - b;
    return String(a).localeCompare(String(b), "en", { numeric: true });
  }

  function quoted(value) {
    const text = value === null || value === undefined ? "" : String(value);
    return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  /** Rows as CSV, in full and in their order. */
  function csv(columns, rows) {
    const lines = [columns.map((column) => quoted(column.name))];
    for (const row of rows) lines.push(columns.map((column) => quoted(column.value(row))));
    return lines.map((line) => line.join(",")).join("\r\n") + "\r\n";
  }

  /** Rows as JSON, a list of objects. */
  function json(columns, rows) {
    const objects = rows.map((row) => Object.fromEntries(columns.map((column) => [column.name, column.value(row)])));
    return JSON.stringify(objects, null, 1) + "\n";
  }

  function save(name, type, text) {
    const address = URL.createObjectURL(new Blob([text], { type: type + ";charset=utf-8" }));
    const link = el("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
    say("Saved as " + name);
  }

  /** Buttons that save rows; `now` gives columns and rows when one is pressed. */
  function downloads(file, what, now) {
    const stem = file.replace(/[^\p{L}\p{N}._-]+/gu, "-");
    const button = (form, type, write) =>
      el("button.quiet", { type: "button", click: () => save(stem + "." + form, type, write(...now())) },
        form.toUpperCase(), unseen(" of " + what));
    return el("span.downloads", null, el("span", { "aria-hidden": "true" }, "Download "),
      button("csv", "text/csv", csv), button("json", "application/json", json));
  }

  /**
   * A table with its tools.
   *
   * columns: list of { label, name, value(row), show(row), number, title, head }; rows: list;
   * caption: text; file: stem of downloads; reach: a row that must be shown.
   */
  function make({ columns, rows, caption, file, reach, sortable = true, note, hideCaption = false }) {
    let current = rows;
    let sorted = null;
    let shown = Math.max(STEP, Math.ceil(((reach === undefined ? -1 : rows.indexOf(reach)) + 1) / STEP) * STEP);
    const body = el("tbody");
    const more = el("p.more", { hidden: true });
    const heads = columns.map((column, i) => head(column, i));
    const table = el("table", null,
      el("caption" + (hideCaption ? ".vh" : ""), null, el("span", null, caption)), el("thead", null, el("tr", null, heads)), body);
    const frame = el("div.scroll", { tabindex: "0", role: "region", "aria-label": caption }, table);

    function head(column, i) {
      const class_ = column.number ? "th.number" : "th";
      if (!sortable || rows.length < 2) return el(class_, { scope: "col", title: column.title }, column.label);
      return el(class_, { scope: "col", title: column.title },
        el("button.sort", { type: "button", click: () => sort(i) }, column.label));
    }

    function sort(i) {
      const down = sorted === i + 1 ? false : sorted !== -i - 1 && columns[i].number;
      sorted = down ? i + 1 : -i - 1;
      const sign = down ? -1 : 1;
      const value = columns[i].value;
      current = [...rows].sort((a, b) => {
        const empty = (row) => value(row) === null || value(row) === undefined || value(row) === "";
        return empty(a) || empty(b) ? compare(value(a), value(b)) : sign * compare(value(a), value(b));
      });
      heads.forEach((each, j) => (j === i ? each.setAttribute("aria-sort", down ? "descending" : "ascending") : each.removeAttribute("aria-sort")));
      draw();
      say("Sorted by " + columns[i].label + ", " + (down ? "descending" : "ascending"));
    }

    function line(row) {
      return el("tr", null, columns.map((column, i) =>
        el((i === 0 ? "th" : "td") + (column.number ? ".number" : column.look ? "." + column.look : ""), i === 0 ? { scope: "row" } : null, column.show(row))));
    }

    function draw() {
      fill(body, current.slice(0, shown).map(line));
      const left = current.length - shown;
      more.hidden = left <= 0;
      if (left > 0) {
        fill(more, el("button", { type: "button", click: unroll }, "Show " + Math.min(STEP * 5, left) + " more"),
          " " + E.words.many(left, "row is", "rows are") + " not shown yet; downloads have all of them.");
      }
    }

    function unroll() {
      const before = shown;
      shown += STEP * 5;
      draw();
      const first = body.children[before];
      const target = first && first.querySelector("a, button");
      if (target) target.focus();
      say(Math.min(shown, current.length) + " of " + current.length + " rows shown");
    }

    draw();
    const empty = rows.length ? null : el("p.none", null, "No row.");
    return el("div.table", null, rows.length ? frame : empty, more,
      el("p.tools", null, note ? el("span.note", null, note) : null,
        rows.length && file ? downloads(file, caption, () => [columns, current]) : null));
  }

  E.tables = { make, cellLink, columnsOf, csv, json, downloads };
})(Elecdata);
