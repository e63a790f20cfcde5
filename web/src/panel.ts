// What the bot has understood so far, each fact changeable. A change is a turn like any other.

import { drawn } from "./chart.ts";
import { h } from "./dom.ts";
import { exportsBlock } from "./exports.ts";
import type { Channel, KnownFact, Question, Questions, Session, Told, Turn, Understood } from "./types.ts";
import { fill, type Words } from "./words.ts";

export class Panel {
  readonly element: HTMLElement;
  readonly #body = h("div", { class: "panel-body" });
  readonly #exports = h("div", { class: "block" });
  #understood: Understood = { agency: [], channels: [] };
  #questions: Questions = { agency: [], channel: [] };
  #open = new Set<string>();

  constructor(
    private readonly words: Words,
    private readonly send: (turn: Turn) => void,
    private readonly level: 2 | 3, // of its heading on the page
  ) {
    this.element = h(
      "section",
      { class: "panel", "aria-labelledby": "panel-title" },
      h(`h${level}`, { id: "panel-title" }, words.understood),
      this.#body,
      this.#exports,
    );
  }

  /** Takes what can be asked, and how to get exports, from a new session. */
  begin(session: Session): void {
    this.#questions = session.questions;
    this.#exports.replaceChildren(exportsBlock(this.words, session.exports, this.send));
    this.#draw();
  }

  /** How many facts are known. */
  get count(): number {
    const { agency, channels } = this.#understood;
    return agency.length + channels.reduce((sum, channel) => sum + channel.facts.length, 0);
  }

  show(understood: Understood): void {
    this.#understood = understood;
    this.#draw();
  }

  /** A change in words, as it stands in the conversation. */
  describe(told: Told): string {
    const { agency, channel } = this.#questions;
    const question = [...agency, ...channel].find(({ fact }) => fact === told.fact);
    const where =
      this.#understood.channels.find(({ key }) => key === told.channel)?.label ?? this.words.agency;
    const title = (value: unknown) =>
      question?.choices.find((choice) => choice.value === value)?.title ?? String(value);
    const values = Array.isArray(told.value) ? told.value.map(title).join(", ") : title(told.value);
    return `${where}, ${question?.label}: ${told.value === null ? this.words.notAnswered : values}`;
  }

  #draw(): void {
    const { agency, channels } = this.#understood;
    const focused = (this.element.getRootNode() as ShadowRoot).activeElement?.id;
    const parts: HTMLElement[] = channels.map((channel) => this.#channel(channel));
    if (agency.length || channels.length) {
      parts.unshift(this.#block("agency", this.words.agency, [], agency, this.#questions.agency, null));
    }
    if (!parts.length) parts.push(h("p", {}, this.words.nothingYet));
    this.#body.replaceChildren(...parts, this.#adding());
    if (focused) this.#body.querySelector<HTMLElement>(`[id="${CSS.escape(focused)}"]`)?.focus();
  }

  #channel(channel: Channel): HTMLElement {
    const judged = h("p", {}, h("strong", {}, channel.strategy), ` – ${channel.sure}`);
    const bar = channel.judged ? drawn({ label: "", shares: channel.shares }) : null;
    bar?.setAttribute("aria-hidden", "true");
    const remove = h(
      "button",
      { type: "button", class: "tool", click: () => this.send({ text: `Remove ${channel.label}` }) },
      fill(this.words.remove, { channel: channel.label }),
    );
    const block = this.#block(
      channel.key,
      channel.label,
      [judged, bar],
      channel.facts,
      this.#questions.channel,
      channel.key,
    );
    block.append(remove);
    return block;
  }

  #block(
    name: string,
    title: string,
    lead: (HTMLElement | null)[],
    facts: KnownFact[],
    questions: Question[],
    channel: string | null,
  ): HTMLElement {
    const known = new Map(facts.map((fact) => [fact.fact, fact]));
    const row = (question: Question) => this.#row(question, known.get(question.fact), channel, title);
    const told = questions.filter((question) => known.has(question.fact));
    const open = questions.filter((question) => !known.has(question.fact));
    return h(
      "section",
      { class: "block", "aria-label": title },
      h(this.level === 2 ? "h3" : "h4", {}, title),
      ...lead,
      told.length ? h("ul", { class: "facts" }, ...told.map(row)) : null,
      open.length
        ? this.#details(
            `${name}:open`,
            fill(this.words.stillOpen, { count: open.length }),
            h("ul", { class: "facts" }, ...open.map(row)),
          )
        : null,
    );
  }

  #row(question: Question, known: KnownFact | undefined, channel: string | null, where: string): HTMLElement {
    const id = `${channel ?? ""}:${question.fact}`;
    const name = fill(known ? this.words.changeFact : this.words.answerFact, {
      where,
      label: question.label,
    });
    const button = h(
      "button",
      { type: "button", class: "tool", id: `edit:${id}`, "aria-label": name, "aria-expanded": "false" },
      known ? this.words.change : this.words.answer,
    );
    const item = h(
      "li",
      {},
      h(
        "div",
        { class: "fact" },
        h("span", {}, h("b", {}, question.label), known ? `: ${known.says}` : ""),
        button,
      ),
      known?.words
        ? h(
            "p",
            { class: "words" },
            known.measured ? known.words : fill(this.words.yourWords, { words: known.words }),
          )
        : null,
    );
    button.addEventListener("click", () => {
      const open = item.querySelector("form");
      open?.remove();
      button.setAttribute("aria-expanded", String(!open));
      if (!open) item.append(this.#form(question, known, channel, button));
      item.querySelector<HTMLElement>("select, input")?.focus();
    });
    return item;
  }

  #form(
    question: Question,
    known: KnownFact | undefined,
    channel: string | null,
    opener: HTMLElement,
  ): HTMLElement {
    const field = fieldFor(question, known, this.words);
    const close = () => {
      form.remove();
      opener.setAttribute("aria-expanded", "false");
      opener.focus();
    };
    const submit = (event: Event) => {
      event.preventDefault();
      const value = field.value();
      close();
      if (JSON.stringify(value) !== JSON.stringify(known?.value ?? null)) {
        const told: Told = { channel, fact: question.fact, value };
        this.send({ told });
      }
    };
    const form = h(
      "form",
      { submit },
      field.element,
      h("button", { class: "tool main" }, this.words.save),
      h("button", { type: "button", class: "tool", click: close }, this.words.cancel),
    );
    return form;
  }

  #adding(): HTMLElement {
    const field = h("input", { type: "text", id: "add-channel", maxlength: "80", autocomplete: "off" });
    const submit = (event: Event) => {
      event.preventDefault();
      const name = field.value.trim();
      field.value = "";
      if (name) this.send({ text: `Add ${name}` });
    };
    return h(
      "form",
      { class: "add", submit },
      h("label", { for: "add-channel" }, this.words.addChannel),
      field,
      h("button", { class: "tool" }, this.words.add),
    );
  }

  #details(key: string, title: string, ...content: HTMLElement[]): HTMLElement {
    const details = h("details", { open: this.#open.has(key) }, h("summary", {}, title), ...content);
    details.addEventListener("toggle", () => {
      if (details.open) this.#open.add(key);
      else this.#open.delete(key);
    });
    return details;
  }
}

type Field = { element: HTMLElement; value(): unknown };

/** The field in which a fact is set: a list of choices, boxes to tick, a number or a text. */
function fieldFor(question: Question, known: KnownFact | undefined, words: Words): Field {
  if (question.type === "list") return boxes(question, known);
  if (question.type === "choice") {
    const options = [{ value: "", title: words.notAnswered }, ...question.choices];
    const select = h(
      "select",
      { "aria-label": question.question },
      ...options.map(({ value, title }) => h("option", { value }, title)),
    );
    select.value = typeof known?.value === "string" ? known.value : "";
    return { element: select, value: () => select.value || null };
  }
  const number = question.type === "number";
  const input = h("input", {
    type: number ? "number" : "text",
    "aria-label": question.question,
    maxlength: "200",
    min: number && String(question.lowest),
    max: number && String(question.highest),
    step: number && "any",
  });
  input.value = known === undefined || known.value === "unknown" ? "" : String(known.value);
  return {
    element: input,
    value: () => (input.value.trim() ? (number ? Number(input.value) : input.value.trim()) : null),
  };
}

function boxes(question: Question, known: KnownFact | undefined): Field {
  const chosen = new Set(Array.isArray(known?.value) ? (known.value as string[]) : []);
  const all = question.choices
    .filter(({ value }) => value !== "unknown")
    .map(({ value, title }) => {
      const box = h("input", { type: "checkbox", value });
      box.checked = chosen.has(value);
      return { box, label: h("label", { class: "tick" }, box, title) };
    });
  return {
    element: h("fieldset", {}, h("legend", {}, question.question), ...all.map(({ label }) => label)),
    value() {
      const ticked = all.filter(({ box }) => box.checked).map(({ box }) => box.value);
      const kept = [...chosen].filter((value) => ticked.includes(value));
      const order = [...kept, ...ticked.filter((value) => !chosen.has(value))];
      return order.length ? order : null;
    },
  };
}
