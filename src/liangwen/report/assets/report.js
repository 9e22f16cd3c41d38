// What the page can do besides: sort and filter tables, show the lines of a number in a panel, and
// an article beside them. Without it every link below leads to the same text further down.
(() => {
"use strict";
const store = document.getElementById("places");
const known = store ? JSON.parse(store.textContent) : {words: {}, rows: {}, width: 24};
const words = known.words;

// ---- tables -------------------------------------------------------------------------------
const number = text => {
  const found = text.replace(/[,\u00a0 ]/g, "").replace("\u2212", "-").match(/^[<-]?\d+(\.\d+)?/);
  if (found) return parseFloat(found[0].replace("<", ""));
  return text.includes("\u221e") ? Infinity : -Infinity;
};
const missing = text => /^[\u2013\u2014-]?$/.test(text.trim());
Tablesort.extend("number",
  text => missing(text) || /^[<\u2212-]?\d[\d,]*(\.\d+)?([ \u00a0]?%|\s|\(|\uff08|\u2013|\uff5e|$)/
    .test(text.trim()) && !/^\d{4}-\d\d/.test(text.trim()),
  (a, b) => number(b) - number(a) || 0);
for (const table of document.querySelectorAll("table.sortable")) {
  const rows = [...table.tBodies].flatMap(body => [...body.rows])
    .filter(row => row.dataset.sortMethod !== "none");
  if (rows.length < 2) continue;
  new Tablesort(table);
  for (const head of table.tHead.rows[0].cells) head.title = words.sort;
  if (rows.length >= 8) addFilter(table, rows);
}

function addFilter(table, rows) {
  const label = document.createElement("label"), input = document.createElement("input");
  const said = document.createElement("span");
  label.className = "filter";
  input.type = "search";
  said.setAttribute("role", "status");
  label.append(words.filter + " ", input);
  const box = table.closest(".scroll") || table, line = document.createElement("p");
  line.className = "filter-line";
  line.append(label, " ", said);
  box.before(line);
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLowerCase();
    let left = 0;
    for (const row of rows) {
      const group = row.parentNode.querySelector("[data-sort-method=none]");
      const text = (row.textContent + " " + (group ? group.textContent : "")).toLowerCase();
      row.hidden = wanted !== "" && !text.includes(wanted);
      left += !row.hidden;
    }
    for (const body of table.tBodies) {
      const group = body.querySelector("[data-sort-method=none]");
      if (group) group.hidden = [...body.rows].every(row => row === group || row.hidden);
    }
    said.textContent = wanted ? words.left.replace("{n}", left) : "";
  });
}

// ---- the panel ----------------------------------------------------------------------------
if (!store || !window.HTMLDialogElement) return;
const panel = document.createElement("dialog");
panel.id = "panel";
panel.setAttribute("aria-labelledby", "panel-title");
panel.innerHTML = '<div class="bar"><button type="button" class="back" hidden></button>' +
  '<h2 id="panel-title" tabindex="-1"></h2><button type="button" class="close"></button></div>' +
  '<div class="panel-body" tabindex="0"></div>';
document.body.append(panel);
const back = panel.querySelector(".back"), title = panel.querySelector("h2");
const body = panel.querySelector(".panel-body"), close = panel.querySelector(".close");
back.textContent = words.back;
close.textContent = words.close;
let lines = "", opener = null, home = null;

const el = (name, text, cls) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (cls) made.className = cls;
  return made;
};

// The clean text of a paragraph: without what was removed, a named sign as the one sign it is.
function clean(paragraph) {
  const parts = [];
  const walk = node => {
    if (node.nodeType === 3) parts.push([node, node.data]);
    else if (node.className === "unseen") parts.push([node, "\ufffd"]);
    else if (node.nodeName !== "DEL") node.childNodes.forEach(walk);
  };
  paragraph.childNodes.forEach(walk);
  return parts;
}
const texts = new Map();
function article(number) {
  if (!texts.has(number)) {
    const node = document.getElementById("a" + number);
    const rows = [...node.querySelectorAll("p[data-s]")].map(paragraph => {
      const parts = clean(paragraph);
      // Offsets count code points, as Python does.
      return {paragraph, start: +paragraph.dataset.s, text: [...parts.map(p => p[1]).join("")]};
    });
    texts.set(number, {node, rows, title: node.querySelector("h2").textContent});
  }
  return texts.get(number);
}
function find(number, start) {
  const {rows} = article(number);
  let low = 0, high = rows.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (rows[middle].start <= start) low = middle; else high = middle - 1;
  }
  return rows[low];
}
function places(name) {
  const found = [];
  let number = 0, at = 0;
  const row = known.rows[name] || [];
  for (let i = 0; i < row.length;) {
    if (row[i] < 0) { number = -1 - row[i++]; at = 0; continue; }
    at += row[i++];
    found.push({number, start: at, length: row[i++]});
  }
  return found;
}

function showLines(name) {
  release();
  lines = name;
  back.hidden = true;
  title.textContent = document.querySelector("#e" + name + " h3").textContent;
  const found = places(name), list = el("div");
  const input = el("input"), label = el("label", words.filter + " ", "filter"), said = el("span");
  input.type = "search";
  said.setAttribute("role", "status");
  label.append(input);
  const items = [];
  let last = -1, group = null;
  for (const place of found) {
    if (place.number !== last) {
      last = place.number;
      group = el("ol");
      list.append(el("h3", article(last).title), group);
    }
    const row = find(place.number, place.start), at = place.start - row.start;
    const cut = (a, b) => row.text.slice(Math.max(0, a), Math.max(0, b)).join("");
    const item = el("li"), link = el("a"), line = el("bdi");
    link.href = "#" + row.paragraph.id + "-" + at + "-" + place.length;
    line.append((at > known.width ? "…" : "") + cut(at - known.width, at));
    line.append(el("b", cut(at, at + place.length)));
    line.append(cut(at + place.length, at + place.length + known.width) +
      (at + place.length + known.width < row.text.length ? "…" : ""));
    link.append(line);
    item.append(link);
    group.append(item);
    items.push(item);
  }
  input.addEventListener("input", () => {
    let left = 0;
    for (const item of items) {
      item.hidden = !item.textContent.includes(input.value.trim());
      left += !item.hidden;
    }
    for (const each of list.querySelectorAll("ol")) {
      each.hidden = each.previousSibling.hidden = ![...each.children].some(i => !i.hidden);
    }
    said.textContent = input.value.trim() ? words.left.replace("{n}", left) : "";
  });
  const parts = found.length >= 8 ? [el("p"), list] : [list];
  if (parts.length > 1) parts[0].append(label, " ", said);
  body.replaceChildren(...parts);
  open();
  title.focus();
}

function showArticle(number, paragraph, at, length) {
  const shown = article(number);
  release();
  back.hidden = lines === "";
  title.textContent = shown.title;
  home = document.createComment("");
  shown.node.replaceWith(home);
  body.replaceChildren(shown.node);
  open();
  const where = paragraph === undefined ? shown.node
    : document.getElementById("a" + number + "p" + paragraph);
  if (at === undefined || !where) { body.scrollTop = 0; title.focus(); return; }
  const range = rangeOf(where, at, length);
  if (window.CSS && CSS.highlights) CSS.highlights.set("here", new Highlight(range));
  const mark = range.startContainer.parentElement.closest("mark");
  const target = mark || where;
  if (!mark) where.tabIndex = -1;
  target.focus({preventScroll: true});
  const box = range.getBoundingClientRect(), frame = body.getBoundingClientRect();
  body.scrollTop += box.top - frame.top - frame.height / 3;
}
function rangeOf(paragraph, at, length) {
  const range = document.createRange();
  let seen = 0, begun = false;
  range.selectNodeContents(paragraph);
  for (const [node, text] of clean(paragraph)) {
    const signs = [...text];
    const offset = count => signs.slice(0, count).join("").length;
    if (!begun && at < seen + signs.length) {
      begun = true;
      if (node.nodeType === 3) range.setStart(node, offset(at - seen)); else range.setStartBefore(node);
    }
    if (begun && at + length <= seen + signs.length) {
      if (node.nodeType === 3) range.setEnd(node, offset(at + length - seen)); else range.setEndAfter(node);
      break;
    }
    seen += signs.length;
  }
  return range;
}

// An article goes back to its place in the page when another view comes.
function release() {
  if (window.CSS && CSS.highlights) CSS.highlights.delete("here");
  if (!home) return;
  home.replaceWith(body.querySelector("article"));
  home = null;
}
function open() {
  if (!panel.open) { opener = document.activeElement; panel.showModal(); }
  body.scrollTop = 0;
}

function route() {
  const hash = location.hash.slice(1);
  let found = hash.match(/^e(\d+)$/);
  if (found && known.rows[found[1]]) return showLines(found[1]), true;
  found = hash.match(/^a(\d+)(?:p(\d+)(?:-(\d+)-(\d+))?)?$/);
  if (found && document.getElementById("a" + found[1])) {
    const [number, paragraph, at, length] = found.slice(1).map(n => n === undefined ? n : +n);
    return showArticle(number, paragraph, at, length), true;
  }
  if (panel.open) panel.close();
  return false;
}

document.addEventListener("click", event => {
  const link = event.target.closest("a");
  const href = link && link.getAttribute("href");
  if (!href || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const paged = link.closest("#texts") || link.closest("nav");
  if (!/^#(e\d+|a\d+(p\d+(-\d+-\d+)?)?)$/.test(href) || (paged && !panel.open)) return;
  event.preventDefault();
  if (!panel.contains(link)) lines = "";
  history.pushState(null, "", href);
  route();
});
window.addEventListener("popstate", route);
window.addEventListener("hashchange", route);
back.addEventListener("click", () => {
  history.replaceState(null, "", "#e" + lines);
  showLines(lines);
});
close.addEventListener("click", () => panel.close());
panel.addEventListener("click", event => { if (event.target === panel) panel.close(); });
panel.addEventListener("close", () => {
  release();
  body.replaceChildren();
  lines = "";
  if (/^#[ae]\d/.test(location.hash)) history.replaceState(null, "", location.pathname + location.search);
  if (opener && opener.isConnected && opener !== document.body) opener.focus({preventScroll: true});
  opener = null;
});
if (location.hash) route();
})();
