/* Pictures, drawn by Observable Plot; each has its text for those who cannot see it. */
(function (E) {
  "use strict";

  const { el } = E;
  // Fixed, so that the one style sheet that Plot writes is the one that the page permits.
  const NAME = "plot";
  const VERDICTS = ["failed", "critical", "mixed", "approved"];

  function dark() {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  /** A colour that may stand in a picture; grey for what is none. */
  function color(text) {
    return /^#[0-9a-f]{6}$/i.test(text || "") ? text : "#8a8f98";
  }

  /** Black or white, whichever is read better on a colour. */
  function inkOn(hex) {
    const part = (i) => {
      const c = parseInt(color(hex).slice(i, i + 2), 16) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    };
    const light = 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
    return light > 0.179 ? "#111111" : "#ffffff";
  }

  /** A figure that is drawn anew whenever its width changes. */
  function figure(words, caption, draw) {
    const box = el("div.chart", { role: "img", "aria-label": words });
    const frame = el("figure", null, box, caption ? el("figcaption", null, caption) : null);
    let width = 0;
    const redraw = () => {
      const now = Math.floor(box.clientWidth);
      if (!now || (now === width && box.dataset.dark === String(dark()))) return;
      width = now;
      box.dataset.dark = String(dark());
      const svg = draw(now);
      svg.setAttribute("aria-hidden", "true");
      box.replaceChildren(svg);
    };
    new ResizeObserver(redraw).observe(box);
    document.addEventListener("elecdata:theme", redraw);
    return frame;
  }

  /** The chamber: a dot for every seat, where Python put it. */
  function chamber(held) {
    const { dots, diameter, groups, words, finding } = held;
    const draw = (width) => {
      const half = Math.max(1.01 + diameter / 2, 3.5 * diameter);
      const w = Math.min(width, 640);
      const r = (diameter / 2) * (w / (2 * half));
      const tall = Math.max(...dots.map((dot) => dot[1]));
      const low = -diameter / 2 - 0.03;
      const high = tall + diameter / 2 + 0.03;
      const marks = [
        Plot.dot(dots, {
          x: (d) => d[0], y: (d) => d[1], r: (d) => (groups[d[2]][3] ? 0.8 * r : r),
          fill: (d) => (groups[d[2]][3] ? "none" : color(groups[d[2]][1])),
          stroke: (d) => color(groups[d[2]][1]), strokeWidth: (d) => (groups[d[2]][3] ? 0.4 * r : 0.5),
          title: (d) => groups[d[2]][0] + " " + groups[d[2]][2],
        }),
        Plot.text([String(dots.length)], { x: 0, y: 0.13, text: (d) => d, fontSize: Math.max(22, w / 16), fontWeight: 700, fill: "currentColor" }),
        Plot.text([dots.length === 1 ? "seat" : "seats"], { x: 0, y: 0, text: (d) => d, fontSize: 13, fill: "currentColor" }),
      ];
      return Plot.plot({
        className: NAME, width: w, height: (w * (high - low)) / (2 * half), margin: 0,
        x: { domain: [-half, half], axis: null, range: [0, w] }, y: { domain: [low, high], axis: null },
        color: { type: "identity" }, r: { type: "identity" }, marks,
      });
    };
    return figure(words, finding + ".", draw);
  }

  /** Legend of groups: colour, name, figure. */
  function legend(groups) {
    return el("ul.legend", { "aria-hidden": "true" }, groups.filter((group) => group[2] > 0).map(([label, hue, count, hollow]) => {
      const dot = el("span.dot" + (hollow ? ".hollow" : ""));
      dot.style.setProperty("--c", color(hue));
      return el("li", null, dot, label + " ", el("b", null, count), hollow ? " (indirect)" : "");
    }));
  }

  /** One bar for each election, made of its contestants. data: { row, name, value, color } */
  function stacked(data, rows, label, words, percent) {
    const draw = (width) => {
      const narrow = width < 560;
      const left = narrow ? 0 : 170;
      const high = narrow ? 62 : 44;
      const top = percent ? 100 : Math.max(...rows.map((row) => sum(data.filter((d) => d.row === row))));
      const room = ((width - left - 20) / top) * 1;
      const fits = (d) => d.value * room > String(d.text).length * 7.5 + 8;
      return Plot.plot({
        className: NAME, width, height: rows.length * high + 52, marginLeft: left || 8, marginRight: 12, marginTop: narrow ? 12 : 6, marginBottom: 44,
        x: { domain: [0, top], label, labelAnchor: "right", ticks: narrow ? 4 : 8 },
        y: { domain: rows, label: null, axis: null, padding: narrow ? 0.42 : 0.22, tickSize: 0 },
        color: { type: "identity" },
        marks: [
          Plot.axisX({ fontSize: 12, ticks: narrow ? 4 : 8, tickSize: 0 }),
          narrow ? Plot.text(rows, { x: 0, y: (d) => d, text: (d) => d, textAnchor: "start", dy: -27, fontSize: 12.5 }) : Plot.axisY({ fontSize: 13, tickSize: 0, marginLeft: left, lineWidth: 12 }),
          Plot.barX(data, Plot.stackX({ y: "row", x: "value", z: null, order: null, fill: (d) => color(d.color), fillOpacity: (d) => (d.hollow ? 0.45 : 1), insetRight: 1, title: (d) => d.name + ": " + d.text })),
          Plot.text(data, Plot.stackX({ y: "row", x: "value", order: null, text: (d) => (fits(d) ? d.text : ""), fontSize: 12, fontWeight: 600, fill: (d) => (d.hollow && dark() ? "#ffffff" : inkOn(d.hollow ? "#c0c0c0" : d.color)) })),
          Plot.ruleX([0], { stroke: "currentColor" }),
        ],
      });
    };
    return figure(words, null, draw);
  }

  function sum(list) {
    return list.reduce((total, each) => total + each.value, 0);
  }

  /** One plain bar for each election. */
  function bars(data, label, words) {
    const draw = (width) => Plot.plot({
      className: NAME, width, height: data.length * 38 + 52, marginLeft: Math.min(200, width * 0.42), marginRight: 76, marginTop: 6, marginBottom: 44,
      x: { label, zero: true, nice: true }, y: { domain: data.map((d) => d.row), label: null, padding: 0.25 },
      marks: [
        Plot.axisX({ fontSize: 12, ticks: 4, tickSize: 0, tickFormat: (d) => d.toLocaleString("en-GB") }),
        Plot.axisY({ fontSize: 12.5, tickSize: 0, marginLeft: Math.min(200, width * 0.42), lineWidth: 13 }),
        Plot.barX(data, { y: "row", x: "value", fill: "var(--accent)" }),
        Plot.text(data, { y: "row", x: "value", text: "text", textAnchor: "start", dx: 5, fontSize: 12.5 }),
        Plot.ruleX([0], { stroke: "currentColor" }),
      ],
    });
    return figure(words, null, draw);
  }

  /** Two shares of each contestant on one line. data: { name, votes, seats, color } */
  function pairs(data, words) {
    const long = data.flatMap((d) => [{ name: d.name, kind: "votes", x: d.votes, color: d.color }, { name: d.name, kind: "seats", x: d.seats, color: d.color }])
      .filter((d) => d.x !== null);
    const both = data.filter((d) => d.votes !== null && d.seats !== null);
    const draw = (width) => {
      const left = Math.min(150, width * 0.36);
      return Plot.plot({
        className: NAME, width, height: data.length * 30 + 54, marginLeft: left, marginTop: 4, marginBottom: 44, marginRight: 16,
        x: { domain: [0, Math.min(100, Math.max(10, ...long.map((d) => d.x)) * 1.05)], label: both.length ? "per cent of votes (ring) and of seats (disc)" : "per cent of votes" },
        y: { domain: data.map((d) => d.name), label: null }, color: { type: "identity" },
        marks: [
          Plot.gridX({ ticks: 5 }),
          Plot.axisX({ fontSize: 12, tickSize: 0, ticks: 5 }),
          Plot.axisY({ fontSize: 12.5, tickSize: 0, marginLeft: left, lineWidth: left / 15, textOverflow: "ellipsis" }),
          Plot.link(both, { x1: "votes", x2: "seats", y: "name", stroke: (d) => color(d.color), strokeWidth: 3, strokeOpacity: 0.55 }),
          Plot.dot(long, { x: "x", y: "name", r: 5.5, strokeWidth: 2, stroke: (d) => color(d.color), fill: (d) => (d.kind === "seats" ? color(d.color) : "var(--paper)"), title: (d) => d.name + ": " + d.x + " per cent of " + d.kind }),
        ],
      });
    };
    return figure(words, null, draw);
  }

  /** Figures of each region at several times. data: { region, time, x } */
  function regions(data, names, times, words) {
    const hue = (time) => {
      const share = times.length < 2 ? 1 : times.indexOf(time) / (times.length - 1);
      return "color-mix(in srgb, var(--accent) " + Math.round(30 + 70 * share) + "%, var(--faint))";
    };
    const draw = (width) => {
      const left = Math.min(170, width * 0.38);
      return Plot.plot({
        className: NAME, width, height: names.length * 24 + 60, marginLeft: left, marginTop: 6, marginBottom: 44, marginRight: 16,
        x: { domain: [0, 100], label: "turnout, per cent" }, y: { domain: names, label: null },
        marks: [
          Plot.gridY({ stroke: "currentColor", strokeOpacity: 0.12 }),
          Plot.axisX({ fontSize: 12, tickSize: 0, ticks: 5 }),
          Plot.axisY({ fontSize: 12, tickSize: 0, marginLeft: left, lineWidth: left / 15, textOverflow: "ellipsis" }),
          Plot.dot(data, { x: "x", y: "region", r: 4.5, fill: (d) => hue(d.time), stroke: "var(--paper)", strokeWidth: 0.7, title: (d) => d.region + ", " + d.time + ": " + d.x + " per cent" }),
        ],
      });
    };
    return figure(words, "Later times are darker: " + times.join(", ") + ".", draw);
  }

  /** How many judges gave which verdict. counts: Map of verdict to number */
  function verdicts(counts, words) {
    const data = VERDICTS.filter((each) => counts.get(each)).map((each) => ({ each, n: counts.get(each) }));
    const all = data.reduce((total, d) => total + d.n, 0);
    const draw = (width) => Plot.plot({
      className: NAME, width, height: 64, margin: 0, x: { domain: [0, all], axis: null }, color: { type: "identity" },
      marks: [
        Plot.barX(data, Plot.stackX({ x: "n", order: null, fill: (d) => "var(--" + d.each + ")", insetRight: 2 })),
        Plot.text(data, Plot.stackX({ x: "n", order: null, text: (d) => (d.n / all) * width > 62 ? d.each + "\n" + d.n : String(d.n), fontSize: 13, fontWeight: 600, fill: "var(--on-verdict)" })),
      ],
    });
    return figure(words, null, draw);
  }

  E.charts = { chamber, legend, stacked, bars, pairs, regions, verdicts, VERDICTS, color };
})(Elecdata);
