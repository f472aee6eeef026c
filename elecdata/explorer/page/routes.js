/* Addresses: #/ELECTION/TABLE/KEY.../COLUMN?name=value, "-" for what belongs to no one election. */
(function (E) {
  "use strict";

  /** A part of an address, encoded as Python's urllib.parse.quote(part, safe=":") does. */
  function encode(part) {
    return encodeURIComponent(part)
      .replace(/[!'()*]/g, (c) => "%" + c.charCodeAt(0).toString(16).toUpperCase())
      .replace(/%3A/g, ":");
  }

  function decode(part) {
    try {
      return decodeURIComponent(part);
    } catch (error) {
      return part;
    }
  }

  /** Address of parts, with what is chosen there. */
  function to(parts, chosen) {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(chosen || {})) if (value) query.set(name, value);
    const text = query.toString();
    return "#/" + parts.map(encode).join("/") + (text ? "?" + text : "");
  }

  /** Address of a cell: the parts of its row's key, election first where there is one. */
  function cell(table, key, column) {
    const own = E.model.table(table).ofElection;
    return to([...(own ? [key[0], table, ...key.slice(1)] : ["-", table, ...key]), column]);
  }

  /** Parts and query of an address. */
  function parse(hash) {
    const [path, query] = hash.replace(/^#\/?/, "").split(/\?(.*)/s);
    const parts = path.split("/").map(decode);
    while (parts.length && parts[parts.length - 1] === "") parts.pop();
    return { parts, chosen: new URLSearchParams(query || "") };
  }

  /** Put what is chosen into the address without leaving the page. */
  function choose(chosen) {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(chosen)) if (value) query.set(name, value);
    const text = query.toString();
    const path = (location.hash || "#/").split("?")[0];
    history.replaceState(history.state, "", path + (text ? "?" + text : ""));
    document.dispatchEvent(new Event("elecdata:chosen"));
  }

  /** Pairs of letters that two words share, 0 to 1. */
  function likeness(one, other) {
    const pairs = (word) => Array.from({ length: Math.max(word.length - 1, 0) }, (_, i) => word.slice(i, i + 2));
    const mine = pairs(one.toLowerCase());
    const theirs = pairs(other.toLowerCase());
    if (!mine.length || !theirs.length) return one === other ? 1 : 0;
    const all = mine.length + theirs.length;
    let both = 0;
    for (const pair of mine) {
      const place = theirs.indexOf(pair);
      if (place >= 0) {
        both += 1;
        theirs.splice(place, 1);
      }
    }
    return (2 * both) / all;
  }

  /** The known names nearest to one that is not known. */
  function near(name, known) {
    return known
      .map((each) => [likeness(name, each), each])
      .filter(([score]) => score >= 0.4)
      .sort((a, b) => b[0] - a[0])
      .slice(0, 5)
      .map(([, each]) => each);
  }

  E.routes = { to, cell, parse, choose, near };
})(Elecdata);
