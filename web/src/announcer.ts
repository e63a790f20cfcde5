// Says new messages to screen readers: once, in order, after the focus has settled.

import { h } from "./dom.ts";

const PAUSE = 250; // milliseconds; some screen readers drop what comes with a move of the focus

export class Announcer {
  readonly element = h("div", { class: "hidden", "aria-live": "polite", "aria-atomic": "true" });
  #waiting: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Says `text`, joined with whatever else is said in the same moment. */
  say(text: string): void {
    this.#waiting.push(text);
    clearTimeout(this.#timer);
    this.element.replaceChildren();
    this.#timer = setTimeout(() => {
      this.element.replaceChildren(h("p", {}, this.#waiting.join(" ")));
      this.#waiting = [];
    }, PAUSE);
  }
}
