// The mix of strategies: a bar for each channel, told apart by pattern as well as colour, and its table.

import { h } from "./dom.ts";
import type { Bar } from "./types.ts";
import type { Words } from "./words.ts";

const STRATEGIES = ["push", "pull", "networking"] as const;

/** The chart of some channels with its data table. */
export function chart(bars: Bar[], words: Words): HTMLElement {
  const key = STRATEGIES.map((name) => h("span", { class: "key" }, h("i", { class: name }), name));
  const rows = bars.map((bar) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, bar.label),
      ...STRATEGIES.map((name) => h("td", { class: "number" }, `${bar.shares[name]} %`)),
    ),
  );
  const head = [words.channel, ...STRATEGIES].map((title) => h("th", { scope: "col" }, title));
  return h(
    "figure",
    { class: "chart" },
    h("figcaption", {}, words.chart),
    h("div", { role: "img", "aria-label": spoken(bars, words) }, ...bars.map(drawn), h("div", {}, ...key)),
    h(
      "details",
      {},
      h("summary", {}, words.asTable),
      h("table", {}, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...rows)),
    ),
  );
}

/** One bar; parts of nothing are left out. */
export function drawn(bar: Bar): HTMLElement {
  const parts = STRATEGIES.filter((name) => bar.shares[name] > 0).map((name) => {
    const part = h("span", { class: name });
    part.style.width = `${bar.shares[name]}%`;
    return part;
  });
  return h(
    "div",
    { class: "bar-row" },
    h("span", { class: "bar-label" }, bar.label),
    h("div", { class: "mix" }, ...parts),
  );
}

function spoken(bars: Bar[], words: Words): string {
  const each = bars.map(
    (bar) => `${bar.label}: ${STRATEGIES.map((name) => `${name} ${bar.shares[name]} %`).join(", ")}`,
  );
  return `${words.chart}. ${each.join("; ")}.`;
}
