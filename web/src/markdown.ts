// Markdown to elements: marked's lexer reads it, we build the nodes. HTML in it stays text; images become their words.

import { Lexer, type Token, type Tokens } from "marked";
import { h } from "./dom.ts";
import { safeLink } from "./links.ts";

/** The nodes of `text`. `newTab` is what a link says to those who cannot see that it opens another tab. */
export function markdown(text: string, newTab: string): Node[] {
  return blocks(new Lexer({ gfm: true, breaks: true }).lex(text), newTab);
}

/** `text` as words only, for announcements and plain copies. */
export function plainText(text: string): string {
  const holder = h("div", {}, ...markdown(text, ""));
  for (const block of holder.querySelectorAll("p, li, tr")) block.append("\n");
  for (const end of holder.querySelectorAll("br")) end.replaceWith("\n");
  return (holder.textContent ?? "").replace(/\n{2,}/g, "\n").trim();
}

function blocks(tokens: Token[], newTab: string): Node[] {
  return tokens.flatMap((token) => block(token, newTab));
}

function block(token: Token, newTab: string): Node[] {
  switch (token.type) {
    case "space":
    case "def":
      return [];
    case "paragraph":
      return [h("p", {}, ...inlines(token.tokens ?? [], newTab))];
    case "heading":
      return [h("p", {}, h("strong", {}, ...inlines(token.tokens ?? [], newTab)))];
    case "list": {
      const list = token as Tokens.List;
      const items = list.items.map((item) => h("li", {}, ...blocks(item.tokens, newTab)));
      return [list.ordered ? h("ol", { start: String(list.start || 1) }, ...items) : h("ul", {}, ...items)];
    }
    case "blockquote":
      return [h("blockquote", {}, ...blocks(token.tokens ?? [], newTab))];
    case "code":
      return [h("pre", {}, h("code", {}, (token as Tokens.Code).text))];
    case "table":
      return [markdownTable(token as Tokens.Table, newTab)];
    case "hr":
      return [h("hr")];
    case "text":
      return token.tokens
        ? inlines(token.tokens, newTab)
        : [document.createTextNode((token as Tokens.Text).text)];
    default:
      return [h("p", {}, token.raw)];
  }
}

function markdownTable(token: Tokens.Table, newTab: string): HTMLElement {
  const head = token.header.map((cell) => h("th", { scope: "col" }, ...inlines(cell.tokens, newTab)));
  const rows = token.rows.map((row) =>
    h("tr", {}, ...row.map((cell) => h("td", {}, ...inlines(cell.tokens, newTab)))),
  );
  return h("table", {}, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...rows));
}

function inlines(tokens: Token[], newTab: string): Node[] {
  return tokens.map((token) => inline(token, newTab));
}

function inline(token: Token, newTab: string): Node {
  const inner = () => inlines(("tokens" in token && token.tokens) || [], newTab);
  switch (token.type) {
    case "strong":
      return h("strong", {}, ...inner());
    case "em":
      return h("em", {}, ...inner());
    case "del":
      return h("s", {}, ...inner());
    case "codespan":
      return h("code", {}, unescaped((token as Tokens.Codespan).text));
    case "br":
      return h("br");
    case "link":
      return link(token as Tokens.Link, inner(), newTab);
    case "escape":
      return document.createTextNode((token as Tokens.Escape).text);
    case "image":
      return document.createTextNode((token as Tokens.Image).text);
    case "text":
      return token.tokens
        ? h("span", {}, ...inner())
        : document.createTextNode(unescaped((token as Tokens.Text).text));
    default:
      return document.createTextNode(token.raw);
  }
}

function link(token: Tokens.Link, inner: Node[], newTab: string): Node {
  const address = safeLink(token.href);
  if (!address) return h("span", {}, ...inner);
  const web = address.startsWith("http");
  return h(
    "a",
    { href: address, target: web && "_blank", rel: web && "noopener noreferrer" },
    ...inner,
    web && newTab ? h("span", { class: "hidden" }, ` (${newTab})`) : null,
  );
}

/** The lexer leaves character references in place; these five are the ones it writes itself. */
function unescaped(text: string): string {
  return text
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, "&");
}
