// The transcript: bubbles in order, quick replies under the last one, and a way back to the newest.

import { chart } from "./chart.ts";
import { h } from "./dom.ts";
import { markdown, plainText } from "./markdown.ts";
import type { BotMessage, Entry } from "./types.ts";
import { fill, type Words } from "./words.ts";

export type LogActions = {
  reply(title: string): void;
  report(format: string): void;
  copy(text: string): void;
  judge(good: boolean, about: string, reason?: string): void;
};

const NEAR = 80; // pixels from the end within which the log follows new messages

export class Log {
  readonly list = h("ol", { class: "list" });
  readonly element: HTMLElement;
  readonly #typing: HTMLElement;
  readonly latest: HTMLButtonElement;
  #turn: HTMLElement[] = [];
  #said: string[] = [];

  constructor(
    private readonly words: Words,
    private readonly actions: LogActions,
  ) {
    this.#typing = h(
      "p",
      { class: "typing", hidden: true },
      h("span", { class: "dots", "aria-hidden": "true" }, "•••"),
      words.writing,
    );
    this.latest = h(
      "button",
      { class: "latest", type: "button", hidden: true, click: () => this.toEnd() },
      words.latest,
    );
    this.element = h(
      "div",
      { class: "log", role: "log", "aria-live": "off", "aria-label": words.log, tabindex: "0" },
      this.list,
      this.#typing,
    );
    this.element.addEventListener("scroll", () => this.#showLatest());
  }

  /** Shows a whole transcript in place of what is there. */
  show(welcome: BotMessage, entries: Entry[]): void {
    this.list.replaceChildren();
    this.bot(entries.length ? { text: welcome.text } : welcome);
    this.#turn = [];
    this.#said = [];
    for (const entry of entries) {
      if (entry.from === "user") this.user(entry.text);
      else this.bot(entry);
    }
    this.endTurn();
    this.toEnd();
  }

  /** A message of the user. Begins a turn. */
  user(text: string): HTMLElement {
    this.endTurn();
    this.#dropReplies();
    const bubble = h("div", { class: "bubble" });
    text.split("\n").forEach((line, n) => {
      bubble.append(...(n ? [h("br"), line] : [line]));
    });
    const item = h("li", { class: "user" }, h("span", { class: "hidden" }, `${this.words.you}: `), bubble);
    this.list.append(item);
    this.toEnd();
    return item;
  }

  /** A message of the bot; its buttons are usable until the next turn. */
  bot(message: BotMessage): void {
    const follows = this.#isNearEnd();
    this.#dropReplies();
    const content = [...markdown(message.text, this.words.newTab)];
    if (message.table) content.push(scrollable(rowsTable(message.table), this.words));
    if (message.chart?.length) content.push(chart(message.chart, this.words));
    if (message.sources?.length) {
      content.push(
        h("p", { class: "sources" }, fill(this.words.source, { sources: message.sources.join("; ") })),
      );
    }
    if (message.report) content.push(this.#reportButtons());
    const item = h(
      "li",
      { class: message.table || message.chart ? "bot wide" : "bot" },
      h("span", { class: "hidden" }, `${this.words.adviser}: `),
      h("div", { class: "bubble" }, ...content),
    );
    if (message.buttons?.length) item.append(this.#replies(message.buttons));
    this.list.append(item);
    this.#turn.push(item);
    this.#said.push(wordsOf(message));
    if (follows) this.#reveal(item);
    this.#showLatest();
  }

  /** What the bot has said in the turn that ends here, as words; it gets its thumbs and its copy button. */
  endTurn(): string {
    const said = this.#said.join("\n");
    const last = this.#turn.at(-1);
    if (last && said) last.append(this.#tools(said));
    this.#turn = [];
    this.#said = [];
    return said;
  }

  /** Takes away what was shown of the turn under way, because it begins again. */
  dropTurn(): void {
    for (const item of this.#turn) item.remove();
    this.#turn = [];
    this.#said = [];
  }

  set typing(on: boolean) {
    this.#typing.hidden = !on;
    if (on && this.#isNearEnd()) this.toEnd();
  }

  toEnd(): void {
    this.element.scrollTop = this.element.scrollHeight;
  }

  /** The conversation as a text to keep. */
  asText(): string {
    return [...this.list.children]
      .map((item) => {
        const parts = [...item.querySelectorAll<HTMLElement>(":scope > .hidden, :scope > .bubble")];
        return parts.map((part) => wordsIn(part)).join(" ");
      })
      .join("\n\n");
  }

  #replies(titles: string[]): HTMLElement {
    const buttons = titles.map((title) =>
      h(
        "li",
        {},
        h("button", { type: "button", class: "reply", click: () => this.actions.reply(title) }, title),
      ),
    );
    return h(
      "div",
      { class: "replies", role: "group", "aria-label": this.words.choose },
      h("ul", {}, ...buttons),
    );
  }

  #dropReplies(): void {
    for (const old of this.list.querySelectorAll(".replies")) old.remove();
  }

  #reportButtons(): HTMLElement {
    const buttons = Object.entries(this.words.formats).map(([format, name]) =>
      h(
        "button",
        { type: "button", class: "reply", click: () => this.actions.report(format) },
        fill(this.words.reportAs, { format: name }),
      ),
    );
    return h("div", { class: "report" }, ...buttons);
  }

  #tools(said: string): HTMLElement {
    const judge = (good: boolean) => (event: Event) => {
      const pressed = event.currentTarget as HTMLElement;
      for (const one of pressed.parentElement!.querySelectorAll("[aria-pressed]")) {
        one.setAttribute("aria-pressed", String(one === pressed));
      }
      this.actions.judge(good, said);
      if (!good && !pressed.parentElement!.querySelector("form"))
        pressed.parentElement!.append(this.#reasonForm(said));
    };
    const thumb = (title: string, good: boolean) =>
      h("button", { type: "button", class: "tool", "aria-pressed": "false", click: judge(good) }, title);
    return h(
      "div",
      { class: "tools" },
      thumb(this.words.good, true),
      thumb(this.words.bad, false),
      h("button", { type: "button", class: "tool", click: () => this.actions.copy(said) }, this.words.copy),
    );
  }

  #reasonForm(said: string): HTMLElement {
    const field = h("input", {
      type: "text",
      maxlength: "500",
      "aria-label": this.words.reason,
      placeholder: this.words.reason,
    });
    const submit = (event: Event) => {
      event.preventDefault();
      this.actions.judge(false, said, field.value);
      form.remove();
    };
    const form = h("form", { submit }, field, h("button", { class: "tool" }, this.words.send));
    return form;
  }

  #isNearEnd(): boolean {
    const { scrollTop, clientHeight, scrollHeight } = this.element;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  /** Scrolls so that a new message is in view: its beginning, if it is longer than the window. */
  #reveal(item: HTMLElement): void {
    const first = this.#turn[0] ?? item;
    const wanted = Math.min(this.element.scrollHeight - this.element.clientHeight, first.offsetTop - 60);
    this.element.scrollTop = Math.max(this.element.scrollTop, wanted);
  }

  #showLatest(): void {
    this.latest.hidden = this.#isNearEnd();
  }
}

function wordsOf(message: BotMessage): string {
  const table = message.table?.map((row) => row.join(" – ")) ?? [];
  return [plainText(message.text), ...table].filter(Boolean).join("\n");
}

/** The words of an element, a line for each block. */
function wordsIn(element: HTMLElement): string {
  const copy = element.cloneNode(true) as HTMLElement;
  for (const block of copy.querySelectorAll("p, li, tr, summary, figcaption")) block.append("\n");
  for (const cell of copy.querySelectorAll("th, td")) cell.append(" \t");
  return (copy.textContent ?? "").replace(/\n{2,}/g, "\n").trim();
}

function rowsTable(rows: string[][]): HTMLElement {
  const [head = [], ...body] = rows;
  return h(
    "table",
    {},
    h("thead", {}, h("tr", {}, ...head.map((cell) => h("th", { scope: "col" }, cell)))),
    h(
      "tbody",
      {},
      ...body.map(([first, ...cells]) =>
        h("tr", {}, h("th", { scope: "row" }, first), ...cells.map((cell) => h("td", {}, cell))),
      ),
    ),
  );
}

function scrollable(table: HTMLElement, words: Words): HTMLElement {
  return h("div", { class: "scroll", role: "region", "aria-label": words.asTable, tabindex: "0" }, table);
}
