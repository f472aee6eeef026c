/* Values, columns and terms as people read them. */
(function (E) {
  "use strict";

  const SHORT = {
    vote_share_pct: "Votes, %", seat_share_pct: "Seats, %", turnout_pct: "Turnout, %",
    vote_share_base: "Share of", turnout_base: "Share of", threshold_base: "Threshold of",
    contestant_id: "Contestant", person_id: "Person", mission_id: "Mission", election_id: "Election",
    observed_at: "Time", n_women_elected: "Women elected", n_women_candidates: "Women candidates",
    seats_list: "List seats", seats_constituency: "Constituency seats", seats_indirect: "Indirect seats",
    is_early: "Early vote", as_printed: "As printed", source_id: "Source", table_name: "Table",
    row_key: "Row", column_name: "Column", claim_id: "Claim", ruling_id: "Ruling",
  };
  const GROUPED = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });

  function capital(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
  }

  /** Name of a column in words. */
  function column(name) {
    if (Object.prototype.hasOwnProperty.call(SHORT, name)) return SHORT[name];
    const words = name.replace(/_pct$/, ", %").replace(/_when$/, "").replace(/^(n|is)_/, "").replace(/_id$/, "");
    return capital(words.replace(/_/g, " "));
  }

  /** Name of a table or term in words. */
  function plain(name) {
    return capital(String(name).replace(/_/g, " "));
  }

  /** A value as text; figures of sources as they are, computed ones to two digits. */
  function value(given, field) {
    if (given === null || given === undefined) return "";
    if (typeof given === "boolean") return given ? "yes" : "no";
    if (field.kind === "integer" && field.unit !== "year" && typeof given === "number") return GROUPED.format(given);
    if (field.kind === "number" && field.origin === "derived" && typeof given === "number") {
      return String(Number(given.toFixed(2)));
    }
    if (field.kind === "category" && field.terms !== null) return String(given).replace(/_/g, " ");
    return String(given);
  }

  /** Unit to be said after a value; empty where the column's name says it. */
  function unit(field) {
    if (!field.unit || field.unit.startsWith("see ") || field.unit === "year") return "";
    if (field.unit === "percent") return "%";
    return field.name.includes(field.unit) ? "" : " " + field.unit;
  }

  /** A day in words. */
  function day(text) {
    const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text || "");
    if (!found) return text || "";
    const date = new Date(Date.UTC(+found[1], +found[2] - 1, +found[3]));
    return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(date);
  }

  /** "1 source", "2 sources". */
  function many(count, one, several) {
    return GROUPED.format(count) + " " + (count === 1 ? one : several || one + "s");
  }

  /** A language code that an attribute may hold. */
  function lang(code) {
    return /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(code || "") ? code : null;
  }

  E.words = { column, plain, value, unit, day, many, lang, capital };
})(Elecdata);
