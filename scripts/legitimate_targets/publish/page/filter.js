// Filters rows, sorts tables, and opens the row that an address names. Without it the page has the same content.
"use strict";
const form = document.querySelector("form");
const fields = [...form.elements].filter((field) => field.name);
const attribute = { article: "a", speaker: "s", topic: "t" };
const rows = [...document.querySelectorAll("[data-a]")];
const groups = [...document.querySelectorAll("tbody[id], .measures > li")];
const lists = [...document.querySelectorAll("[data-list]")];
const texts = new Map();

const text = (row) => {
  if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase());
  return texts.get(row);
};

const asked = () => fields.filter((field) => field.value.trim()).map((field) => [field.name, field.value.trim()]);

const values = (row, name) => row.dataset[name] ?? row.closest(`[data-${name}]`)?.dataset[name] ?? "";

const matches = (row, [name, value]) =>
  name === "text" ? text(row).includes(value.toLowerCase()) : values(row, attribute[name]).split("|").includes(value);

const shown = (list) => [...list.querySelectorAll("[data-a]")].filter((row) => !row.hidden).length;

const show = () => {
  const wanted = asked();
  for (const row of rows) row.hidden = !wanted.every((each) => matches(row, each));
  for (const group of groups) group.hidden = wanted.length > 0 && shown(group) === 0;
  for (const list of lists) {
    const [now, all] = [shown(list), list.querySelectorAll("[data-a]").length];
    document.getElementById(list.dataset.list).textContent = now === all ? `${all}` : `${now} of ${all}`;
  }
  const left = rows.filter((row) => !row.hidden).length;
  document.getElementById("count").textContent = wanted.length ? `: ${left} of ${rows.length} entries shown` : "";
};

const address = () => {
  const query = new URLSearchParams(asked()).toString();
  history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash);
};

const read = () => {
  const query = new URLSearchParams(location.search);
  for (const field of fields) field.value = query.get(field.name) || "";
  if (query.size) form.closest("details").open = true;
};

const reveal = () => {
  const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!row) return;
  for (let at = row; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  row.querySelector(":scope .why")?.setAttribute("open", "");
  row.hidden = false;
  row.scrollIntoView();
};

const key = (row, column) => {
  const cell = row.cells[column];
  return cell.dataset.v || cell.textContent.trim();
};

const sort = (table, column, head) => {
  const down = head.getAttribute("aria-sort") === "ascending";
  const compare = new Intl.Collator("en", { numeric: true }).compare;
  const body = table.tBodies[0];
  const keyed = [...body.rows].map((row) => [key(row, column), row]);
  keyed.sort(([one], [other]) => (down ? compare(other, one) : compare(one, other)));
  body.append(...keyed.map(([, row]) => row));
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
};

for (const table of document.querySelectorAll("table[data-sort]")) {
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(table, column, head));
    head.append(button);
  });
}
const change = () => { address(); show(); };
form.addEventListener("input", change);
form.addEventListener("reset", () => setTimeout(change));
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", reveal);
form.closest("details").hidden = false;
read();
show();
reveal();
