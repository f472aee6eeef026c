/* Search of parties and people under any spelling, as elecdata.find does it. */
(function (E) {
  "use strict";

  const { el, fill } = E;
  const CLOSE = 0.8;
  const LANGUAGES = new Intl.DisplayNames(["en"], { type: "language", fallback: "code" });

  /** A name reduced to what its spellings have in common; letters and sounds are those of Python. */
  function folded(text, held) {
    if (!held.map) held.map = new Map(held.letters);
    const letters = Array.from(text.toLowerCase(), (letter) => (held.map.has(letter) ? held.map.get(letter) : letter)).join("");
    let plain = letters.normalize("NFKD").replace(/\p{Mn}/gu, "");
    for (const [written, sound] of held.sounds) plain = plain.replaceAll(written, sound);
    return plain.replace(/[^\p{L}\p{N}]+/gu, "").replace(/(.)\1/gsu, "$1");
  }

  /** Longest block that two words share: place in each, and length. */
  function block(a, b, alo, ahi, blo, bhi) {
    let best = [alo, blo, 0];
    let lengths = new Map();
    for (let i = alo; i < ahi; i += 1) {
      const next = new Map();
      for (let j = blo; j < bhi; j += 1) {
        if (a[i] !== b[j]) continue;
        const size = (lengths.get(j - 1) || 0) + 1;
        next.set(j, size);
        if (size > best[2]) best = [i - size + 1, j - size + 1, size];
      }
      lengths = next;
    }
    return best;
  }

  function matched(a, b, alo, ahi, blo, bhi) {
    const [i, j, size] = block(a, b, alo, ahi, blo, bhi);
    if (!size) return 0;
    return size + matched(a, b, alo, i, blo, j) + matched(a, b, i + size, ahi, j + size, bhi);
  }

  /** How near a known name is: 1 the same, a part by its length, a slip by its likeness. */
  function score(wanted, known) {
    if (wanted === known) return 1;
    const [shorter, longer] = wanted.length <= known.length ? [wanted, known] : [known, wanted];
    if (wanted.length >= 3 && known.includes(wanted)) return 0.5 + (0.5 * wanted.length) / known.length;
    const a = Array.from(shorter);
    const b = Array.from(longer);
    const likeness = (2 * matched(a, b, 0, a.length, 0, b.length)) / (a.length + b.length);
    return likeness >= CLOSE ? likeness * 0.9 : 0;
  }

  /** Entities whose name comes near, best first. */
  function find(text, held) {
    const wanted = folded(text, held);
    if (!wanted) return [];
    const found = held.names.map((name) => ({ id: name[0], kind: name[1], name: name[3], language: name[4], score: score(wanted, name[2]) }))
      .filter((each) => each.score > 0).sort((a, b) => b.score - a.score);
    const seen = new Set();
    return found.filter((each) => !seen.has(each.id) && seen.add(each.id));
  }

  function language(code) {
    try {
      return LANGUAGES.of(code);
    } catch (error) {
      return code;
    }
  }

  function entity(hit, held) {
    const names = held.names.filter((name) => name[0] === hit.id);
    const english = names.find((name) => name[4] === "en") || names[0];
    const others = [...new Map(names.filter((name) => name !== english).map((name) => [name[3], name])).values()];
    const stood = (held.stoodBy.get(hit.id) || []).map((id) => E.model.elections().get(id)).filter(Boolean);
    const table = hit.kind === "party" ? "contestants" : "candidates";
    const column = hit.kind === "party" ? "status" : "role";
    return el("li.entity", null,
      el("h2", null, english[3]), hit.name === english[3] ? null : el("p.match", null, "found as ", el("b", { lang: E.words.lang(hit.language) }, hit.name)),
      el("p", null, el("code", null, hit.id), " ", el("span.soft", null, hit.kind)),
      others.length ? el("dl.spellings", null, [...new Set(others.map((name) => name[4]))].map((code) => [
        el("dt", null, language(code)),
        el("dd", { lang: E.words.lang(code) }, others.filter((name) => name[4] === code).map((name) => name[3]).join(" · ")),
      ])) : null,
      stood.length ? el("p", null, "In: ", stood.map((each, i) => [i ? "; " : "", el("a", { href: E.routes.cell(table, [each.id, hit.id], column) }, each.title)])) : null,
      hit.kind === "party" ? el("p", null, el("a", { href: E.routes.cell("parties", [hit.id], "founded_when") }, "The party itself", E.unseen(": " + english[3]))) : null);
  }

  /** The page. */
  function view(chosen) {
    return E.load("names").then((held) => {
      held.stoodBy = new Map(held.stood);
      const out = el("ol.entities");
      const count = el("p.count", { role: "status", "aria-live": "polite" });
      const input = el("input", { type: "search", id: "name", value: chosen.get("q") || "", input: draw, autocomplete: "off", spellcheck: "false", placeholder: "Aq Jol, Нұр Отан, Musavat …" });
      function draw() {
        const text = input.value.trim();
        E.routes.choose({ q: text });
        const found = text ? find(text, held) : [];
        const limit = found.slice(0, 30);
        fill(count, !text ? "Type a name in any script or spelling." : found.length ? E.words.many(found.length, "party or person", "parties and people") : "Nothing comes near “" + text + "”.");
        fill(out, limit.map((hit) => entity(hit, held)));
      }
      draw();
      return {
        title: "Parties and people",
        nodes: [el("h1", { tabindex: "-1" }, "Parties and people"), el("p.lead", null, "Every name that the record knows, in every script, with transliterations and small slips forgiven."),
          el("form.choices", { role: "search", submit: (event) => event.preventDefault() }, el("p.wide", null, el("label", { for: "name" }, "Name"), input)), count, out],
      };
    });
  }

  E.names = { view, folded, find };
})(Elecdata);
