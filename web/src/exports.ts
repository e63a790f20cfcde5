// Where an export is given: chosen or dropped, with the agency's own addresses, and how to get one.

import { h } from "./dom.ts";
import type { Turn, WayToExport } from "./types.ts";
import { fill, type Words } from "./words.ts";

/** The part of the panel that takes exports. */
export function exportsBlock(words: Words, ways: WayToExport[], send: (turn: Turn) => void): HTMLElement {
  const file = h("input", { type: "file", id: "export-file" });
  const sites = h("input", {
    type: "text",
    id: "own-sites",
    autocomplete: "off",
    placeholder: "www.agency.example",
  });
  const give = (chosen: File | undefined) => {
    if (!chosen) return file.click();
    send({ file: chosen, sites: sites.value.split(/[\s,;]+/).filter(Boolean) });
    file.value = "";
  };
  const submit = (event: Event) => {
    event.preventDefault();
    give(file.files?.[0]);
  };
  const form = h(
    "form",
    { class: "drop", submit },
    h("label", { for: "export-file" }, words.exportFile),
    file,
    h("label", { for: "own-sites" }, words.ownSites),
    sites,
    h("button", { class: "tool main" }, words.readExport),
  );
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    give((event as DragEvent).dataTransfer?.files[0]);
  });
  const platforms = ways.map((one) =>
    h(
      "details",
      {},
      h("summary", {}, fill(words.exportHow, { platform: one.platform })),
      ...one.ways.flatMap((way) => [
        h("p", {}, h("b", {}, way.name)),
        h("ol", {}, ...way.steps.map((step) => h("li", {}, step))),
      ]),
      h("p", { class: "words" }, fill(words.exportAsOf, { month: one.as_of })),
    ),
  );
  return h("details", {}, h("summary", {}, words.exports), h("p", {}, words.exportsWhy), form, ...platforms);
}
