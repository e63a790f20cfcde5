"use strict";
// Sorting and filtering of the table of agencies. The page is complete without it.
const table = document.getElementById("agencies-table");
const body = table.tBodies[0];
const rows = Array.from(body.rows);
const heads = Array.from(table.tHead.rows[0].cells);
const shown = document.getElementById("shown");
const filter = document.getElementById("filter");
const compare = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;
const folded = rows.map((row) => Array.from(row.cells, (cell) => cell.textContent).join(" ").toLowerCase());
let sortedBy = "";

function tell(count) {
  const words = shown.dataset.all.replace("{shown}", count).replace("{all}", rows.length);
  shown.textContent = sortedBy ? words + " " + shown.dataset.sorted.replace("{column}", sortedBy) : words;
}

function narrow() {
  const wanted = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  rows.forEach((row, index) => {
    row.hidden = !wanted.every((word) => folded[index].includes(word));
    if (!row.hidden) count += 1;
  });
  tell(count);
}

function sort(head, index) {
  const direction = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
  const value = (row) => row.cells[index].dataset.key || row.cells[index].textContent;
  const number = head.dataset.kind === "number";
  const keyed = rows.map((row, nth) => [number ? Number(value(row)) : value(row), nth, row]);
  keyed.sort((a, b) => direction * (number ? a[0] - b[0] : compare(a[0], b[0])) || a[1] - b[1]);
  heads.forEach((other) => other.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
  sortedBy = head.textContent;
  body.replaceChildren(...keyed.map((entry) => entry[2]));
  tell(rows.filter((row) => !row.hidden).length);
}

heads.forEach((head, index) => {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = head.textContent;
  button.addEventListener("click", () => sort(head, index));
  head.replaceChildren(button);
});
let waiting = 0;
filter.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(narrow, 120);
});
const tools = document.getElementById("tools");
tools.addEventListener("submit", (event) => event.preventDefault());
tools.hidden = false;
tell(rows.length);
