/* The page's one name, its elements, and the scripts that bring it data. */
var Elecdata = (function () {
  "use strict";

  const taken = new Map();
  const waiting = new Map();

  /** Called by every script of data/ with what it holds. */
  function take(name, content) {
    taken.set(name, content);
  }

  /** Promise of the content of data/NAME.js; each file is read once. */
  function load(name) {
    if (taken.has(name)) return Promise.resolve(taken.get(name));
    if (!waiting.has(name)) {
      waiting.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = "data/" + name + ".js";
        script.onload = () => resolve(taken.get(name));
        script.onerror = () => {
          waiting.delete(name);
          reject(new Error("data/" + name + ".js cannot be read"));
        };
        document.head.append(script);
      }));
    }
    return waiting.get(name);
  }

  /** Content that has been read before. */
  function held(name) {
    return taken.get(name);
  }

  /**
   * An element. Texts become text nodes, never markup: a name may contain anything.
   * Attributes whose value is false, null or undefined are left out; functions are listeners.
   */
  function el(tag, attributes, ...children) {
    const [name, ...classes] = tag.split(".");
    const made = document.createElement(name || "div");
    if (classes.length) made.className = classes.join(" ");
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === false || value === null || value === undefined) continue;
      if (typeof value === "function") made.addEventListener(key, value);
      else made.setAttribute(key, value === true ? "" : value);
    }
    put(made, children);
    return made;
  }

  function put(parent, children) {
    for (const child of children.flat(Infinity)) {
      if (child === null || child === undefined || child === false) continue;
      parent.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
  }

  /** Take everything out of an element and put other things in. */
  function fill(parent, ...children) {
    parent.textContent = "";
    put(parent, children);
    return parent;
  }

  /** Text for screen readers alone. */
  function unseen(text) {
    return el("span.vh", null, text);
  }

  /** Tell screen readers what has changed. */
  function say(text) {
    document.getElementById("said").textContent = text;
  }

  /** A link to another site where the address is one of the web; otherwise the text. */
  function outside(address, text, attributes) {
    let safe = false;
    try {
      safe = /^https?:$/.test(new URL(address).protocol);
    } catch (error) {
      safe = false;
    }
    if (!safe) return el("span", attributes, text || address);
    return el("a", Object.assign({ href: address, rel: "noopener noreferrer" }, attributes), text || address);
  }

  let count = 0;
  /** An id that no other element has. */
  function fresh(stem) {
    count += 1;
    return stem + "-" + count;
  }

  return { take, load, held, el, fill, unseen, say, outside, fresh };
})();
