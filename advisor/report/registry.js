// Sorts and filters the table. Without it the page is complete and in the order of the batch.
const table = document.getElementById("agencies");
const body = table.tBodies[0];
const lines = [...body.rows];
const shown = document.getElementById("shown");
const filter = document.getElementById("filter");
const value = (row, column) => row.cells[column].textContent.trim();

for (const head of table.tHead.rows[0].cells) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = head.textContent;
  head.replaceChildren(button);
  button.addEventListener("click", () => {
    const up = head.getAttribute("aria-sort") !== "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const column = head.cellIndex;
    const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
    lines.sort((a, b) => compare(value(a, column), value(b, column)) * (up ? 1 : -1));
    body.append(...lines);
  });
}

const show = () => {
  const wanted = filter.value.trim().toLowerCase();
  let count = 0;
  for (const line of lines) {
    line.hidden = !line.textContent.toLowerCase().includes(wanted);
    if (!line.hidden) count++;
  }
  shown.textContent = shown.dataset.words.replace("{count}", count.toLocaleString("en"));
};
filter.addEventListener("input", show);
filter.closest("p").hidden = false;
show();
