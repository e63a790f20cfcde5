import assert from "node:assert/strict";
import { test } from "node:test";
import { Window } from "happy-dom";

const window = new Window({ url: "https://agency.example/" });
Object.assign(globalThis, { document: window.document, window });
const { optionsOf, readableOn } = await import("../src/options.ts");
const { wordsOf, fill } = await import("../src/words.ts");

function script(attributes: Record<string, string>) {
  const element = document.createElement("script");
  Object.defineProperty(element, "src", { value: "https://bot.example/chat/widget.js" });
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(`data-${name}`, value);
  return element as unknown as HTMLScriptElement;
}

test("the server is where the script came from", () => {
  assert.equal(optionsOf(script({})).server, "https://bot.example/chat");
});

test("what is not allowed falls back", () => {
  const options = optionsOf(script({ mode: "huge", colour: "red;}", corner: "top" }));
  assert.deepEqual([options.mode, options.colour, options.corner], ["floating", null, "right"]);
});

test("text on the agency's colour is readable", () => {
  assert.equal(readableOn("#1f4e79"), "#ffffff");
  assert.equal(readableOn("#ffcc00"), "#000000");
});

test("the page's language is followed, English otherwise", () => {
  assert.equal(wordsOf("de-AT").language, "de");
  assert.equal(wordsOf("ja").language, "en");
  assert.equal(fill("{a} of {b}", { a: 1 }), "1 of {b}");
});

test("every language says everything, with the same gaps", async () => {
  const { en } = await import("../src/words/en.ts");
  const gaps = (text: unknown) =>
    typeof text === "string" ? (text.match(/\{\w+\}/g) ?? []).sort().join() : "";
  for (const language of ["de", "fr"]) {
    const { words } = wordsOf(language);
    for (const key of Object.keys(en) as (keyof typeof en)[]) {
      assert.equal(gaps(words[key]), gaps(en[key]), `${language}.${key}`);
      assert.ok(key === "onlyEnglish" || words[key], `${language}.${key}`);
    }
  }
});
