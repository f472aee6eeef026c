/* The tables as the page asks for them: what columns mean, rows by key, cells with their evidence. */
(function (E) {
  "use strict";

  const tables = new Map();
  const vocabularies = [];
  const elections = new Map();
  let disputed = new Set();
  const rowsOf = new WeakMap();
  const missingOf = new WeakMap();

  /** Read the index; everything else rests on it. */
  function open() {
    const index = E.held("index");
    for (const each of index.vocabularies) {
      vocabularies.push({ name: each.name, description: each.description, terms: new Map(each.terms) });
    }
    for (const each of index.tables) {
      const fields = each.fields.map(([name, kind, unit, description, origin, filled, terms], place) =>
        ({ name, kind, unit, description, origin, filled, terms, place, isKey: each.key.includes(name) }));
      tables.set(each.name, {
        name: each.name, description: each.description, key: each.key, cells: each.cells, fields,
        by: new Map(fields.map((field) => [field.name, field])), ofElection: each.key[0] === "election_id",
      });
    }
    for (const each of index.elections) {
      elections.set(each.id, Object.assign({}, each, { rows: new Map(each.rows) }));
    }
    disputed = new Set(index.disputed);
  }

  function table(name) {
    return tables.get(name);
  }

  /** Value of a column of a row. */
  function get(name, row, column) {
    const field = tables.get(name).by.get(column);
    return field ? row[field.place] : null;
  }

  /** Key of a row as texts. */
  function keyOf(name, row) {
    return tables.get(name).key.map((column) => String(get(name, row, column)));
  }

  /** A row as an object, for those that read more than a column or two. */
  function named(name, row) {
    const made = {};
    for (const field of tables.get(name).fields) made[field.name] = row[field.place];
    return made;
  }

  /** Vocabulary of a column; null where it has none. */
  function termsOf(field) {
    return field.terms === null ? null : vocabularies[field.terms];
  }

  /** What a term of a column means. */
  function meaning(field, term) {
    const found = termsOf(field);
    return found && found.terms.get(term);
  }

  /** What a term of a list means, by the list's name. */
  function term(list, name) {
    const found = vocabularies.find((each) => each.name === list && each.terms.has(name));
    return found ? found.terms.get(name) : "";
  }

  /** Promise of the pack that holds a table of an election, or one of no election. */
  function pack(election) {
    return E.load(election === "-" ? "shared" : elections.get(election).file);
  }

  /** Place of a row in a pack's table; -1 when there is none. */
  function placeOf(held, name, key) {
    const entry = held.tables[name];
    if (!rowsOf.has(entry)) {
      rowsOf.set(entry, new Map(entry.rows.map((row, place) => [keyOf(name, row).join("\n"), place])));
    }
    const found = rowsOf.get(entry).get(key.join("\n"));
    return found === undefined ? -1 : found;
  }

  /** A cell with all that explains it. */
  function cell(held, name, place, field) {
    const entry = held.tables[name];
    const row = entry.rows[place];
    const key = keyOf(name, row);
    const evidence = entry.cells[place + ":" + field.place] || { claims: [] };
    const columns = E.held("index").claim;
    const claims = evidence.claims.map(([claim, standing]) => {
      const made = {};
      columns.forEach((column, i) => { made[column] = held.claims[claim][i]; });
      made.standing = standings()[standing];
      return made;
    });
    return {
      table: name, key, field, row, value: row[field.place], claims,
      verdict: held.verdicts[entry.verdicts[place][field.place]],
      ruling: evidence.ruling ? ruling(held, evidence.ruling) : null,
      missing: missing(held, name, key, field.name),
      hash: E.routes.cell(name, key, field.name),
    };
  }

  function standings() {
    return Array.from(vocabularies.find((each) => each.name === "standing").terms.keys());
  }

  function ruling(held, name) {
    const row = held.rulings.find((each) => each[0] === name);
    const made = {};
    E.held("index").ruling.forEach((column, i) => { made[column] = row[i]; });
    return made;
  }

  /** Why an empty cell is empty, as the table missing has it; null where it says nothing. */
  function missing(held, name, key, column) {
    if (!held.tables.missing) return null;
    if (!missingOf.has(held)) {
      missingOf.set(held, new Map(held.tables.missing.rows.map((row) => {
        const said = named("missing", row);
        return [[said.table_name, said.row_key, said.column_name].join("\n"), said];
      })));
    }
    return missingOf.get(held).get([name, key.join("/"), column].join("\n")) || null;
  }

  /** Whose row it is. */
  function subject(name, row) {
    const said = named(name, row);
    const key = keyOf(name, row);
    if (name === "elections") return elections.get(key[0]).title;
    return said.short_name || said.name || said.label || (table(name).ofElection ? key.slice(1) : key).join(" · ");
  }

  E.model = {
    open, table, get, keyOf, named, termsOf, meaning, term, pack, placeOf, cell, subject,
    tables: () => tables, elections: () => elections, isDisputed: (hash) => disputed.has(hash),
  };
})(Elecdata);
