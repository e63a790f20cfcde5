// Where one writes: a growing field, a limit that is told in time, and nothing typed is ever lost.

import { h, ICONS, icon } from "./dom.ts";
import type { Store } from "./storage.ts";
import { fill, type Words } from "./words.ts";

const LONGEST = 2000; // characters; the server has the same limit
const TELL_FROM = 1600; // characters from which the rest is counted

export class Composer {
  readonly element: HTMLFormElement;
  readonly field: HTMLTextAreaElement;
  readonly #count = h("p", { class: "count", id: "count", "aria-live": "polite" });
  readonly #button: HTMLButtonElement;

  constructor(
    words: Words,
    private readonly store: Store,
    send: (text: string) => void,
  ) {
    this.field = h("textarea", {
      id: "text",
      rows: "1",
      placeholder: words.placeholder,
      "aria-describedby": "count",
    });
    this.#button = h("button", { class: "send", "aria-label": words.send }, icon(ICONS.send));
    const submit = (event?: Event) => {
      event?.preventDefault();
      const text = this.field.value.trim();
      if (!text || text.length > LONGEST) return;
      this.text = "";
      send(text);
      this.field.focus();
    };
    this.element = h(
      "form",
      { class: "composer", submit },
      h("label", { class: "hidden", for: "text" }, words.message),
      this.field,
      this.#button,
      this.#count,
    );
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
    });
    this.field.addEventListener("input", () => this.#changed(words));
    this.field.value = store.get("draft") ?? "";
    this.#changed(words);
    this.#words = words;
  }

  readonly #words: Words;

  set text(text: string) {
    this.field.value = text;
    this.#changed(this.#words);
  }

  /** Puts a message back that could not be sent, before whatever was typed since. */
  giveBack(text: string): void {
    this.text = [text, this.field.value].filter(Boolean).join("\n");
  }

  #changed(words: Words): void {
    const length = this.field.value.trim().length;
    this.store.set("draft", this.field.value || null);
    const over = length - LONGEST;
    this.#count.textContent =
      over > 0 ? fill(words.tooLong, { over }) : length > TELL_FROM ? fill(words.count, { left: -over }) : "";
    this.#count.classList.toggle("over", over > 0);
    this.field.setAttribute("aria-invalid", String(over > 0));
    this.#button.setAttribute("aria-disabled", String(over > 0));
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight + 2, 160)}px`;
  }
}
