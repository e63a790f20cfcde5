import assert from "node:assert/strict";
import { before, test } from "node:test";
import { Window } from "happy-dom";

let markdown: typeof import("../src/markdown.ts");

before(async () => {
  const window = new Window();
  Object.assign(globalThis, { document: window.document, window });
  markdown = await import("../src/markdown.ts");
});

function html(text: string): string {
  const holder = document.createElement("div");
  holder.append(...markdown.markdown(text, "opens in a new tab"));
  return holder.innerHTML;
}

test("paragraphs, lists and single line ends are kept apart", () => {
  assert.equal(html("one\ntwo\n\nthree"), "<p>one<br>two</p><p>three</p>");
  assert.equal(html("- a\n- b"), "<ul><li>a</li><li>b</li></ul>");
});

test("HTML is shown, not run", () => {
  assert.equal(html("<b>x</b>").includes("<b>"), false);
  assert.match(html("a <img src=x onerror=alert(1)> b"), /&lt;img/);
});

test("only safe links become links, and they say that they open a new tab", () => {
  assert.match(html("[page](https://example.gov/a)"), /href="https:\/\/example.gov\/a".*opens in a new tab/);
  for (const bad of [
    "javascript:alert(1)",
    "data:text/html,x",
    "JaVaScRiPt:alert(1)",
    "vbscript:x",
    "//evil.example",
    "file:///etc",
  ]) {
    assert.doesNotMatch(html(`[x](${bad})`), /<a /, bad);
  }
});

test("escaped marks are plain characters", () => {
  assert.equal(html("\\*not bold\\* \\_x\\_"), "<p>*not bold* _x_</p>");
});

test("tables of Markdown become tables", () => {
  assert.match(html("| a | b |\n|---|---|\n| 1 | 2 |"), /<th scope="col">a<\/th>.*<td>2<\/td>/s);
});

test("images are only their words", () => {
  assert.equal(html("![a seal](https://x.example/y.png)"), "<p>a seal</p>");
});

test("plain text has a line for each block", () => {
  assert.equal(markdown.plainText("Hello **you**\n\n- one\n- two"), "Hello you\none\ntwo");
});
