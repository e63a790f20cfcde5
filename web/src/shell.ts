// The frame: launcher and badge, title bar, status line; floating, inline or a page of its own.

import { h, ICONS, icon } from "./dom.ts";
import { type Options, readableOn } from "./options.ts";
import { stylesheet } from "./style.ts";
import { fill, type Words } from "./words.ts";

type Parts = {
  log: HTMLElement;
  latest: HTMLElement;
  panel: HTMLElement;
  composer: HTMLElement;
  announcer: HTMLElement;
  menu: HTMLElement;
  opened(): void;
  closed(): void;
};

const PHONE = "(max-width: 30rem), (max-height: 22rem)";

export class Shell {
  readonly #launcher: HTMLButtonElement;
  readonly #window: HTMLElement;
  readonly #status = h("div", { class: "status", role: "status" });
  readonly #toggle: HTMLButtonElement;
  readonly #root: ShadowRoot;
  #unread = 0;

  constructor(
    host: HTMLElement,
    private readonly options: Options,
    private readonly words: Words,
    language: string,
    private readonly parts: Parts,
  ) {
    this.#root = host.attachShadow({ mode: "open" });
    this.#root.adoptedStyleSheets = [stylesheet()];
    host.lang = language;
    for (const name of ["mode", "corner", "theme"] as const) host.setAttribute(name, options[name]);
    if (options.colour) {
      host.style.setProperty("--brand", options.colour);
      host.style.setProperty("--on-brand", readableOn(options.colour));
    }
    const floating = options.mode === "floating";
    this.#toggle = h("button", {
      type: "button",
      class: "bar-button",
      "aria-expanded": "false",
      "aria-controls": "panel",
      click: () => this.#showPanel(parts.panel.hidden === true),
    });
    parts.panel.id = "panel";
    this.#window = this.#frame(floating);
    this.#launcher = h("button", {
      type: "button",
      class: "launcher",
      "aria-expanded": "false",
      click: () => this.#flip(),
    });
    this.#root.append(this.#window);
    if (floating) {
      this.#window.hidden = true;
      this.#root.append(this.#launcher);
      this.#drawLauncher();
    }
    this.#showPanel(options.mode === "page" && !window.matchMedia("(max-width: 60rem)").matches);
    this.count(0);
  }

  open(byUser: boolean): void {
    if (!this.#window.hidden) return;
    this.#window.hidden = false;
    this.#unread = 0;
    this.#drawLauncher();
    this.#setModal();
    if (byUser) this.parts.opened();
    else {
      const focused = document.activeElement as HTMLElement | null;
      this.parts.opened();
      focused?.focus(); // opened again after a reload: the page keeps its focus
    }
  }

  close(): void {
    if (this.options.mode !== "floating" || this.#window.hidden) return;
    this.#window.hidden = true;
    this.#drawLauncher();
    this.#launcher.focus();
    this.parts.closed();
  }

  /** One line above the field, with something to do about it if there is something. */
  status(text: string, offer?: { title: string; act(): void }): void {
    const button =
      offer && h("button", { type: "button", class: "tool", click: () => offer.act() }, offer.title);
    this.#status.replaceChildren(...(text ? [h("p", {}, text), ...(button ? [button] : [])] : []));
  }

  /** Counts an answer that came while the window was closed. */
  unread(): void {
    if (!this.#window.hidden) return;
    this.#unread += 1;
    this.#drawLauncher();
  }

  /** How many facts the panel holds. */
  count(facts: number): void {
    this.#toggle.replaceChildren(
      icon(ICONS.panel),
      h("span", { class: "number-badge", "aria-hidden": "true" }, String(facts)),
      h("span", { class: "hidden" }, fill(this.words.showUnderstood, { count: facts })),
    );
  }

  #frame(floating: boolean): HTMLElement {
    const { words, options, parts } = this;
    const heading = options.heading ?? words.heading;
    const privacy =
      options.privacy && h("a", { href: options.privacy, target: "_blank", rel: "noopener" }, words.privacy);
    const frame = h(
      "div",
      { class: "window", role: floating ? "dialog" : "region", "aria-labelledby": "heading" },
      h(
        "div",
        { class: "bar" },
        h(options.mode === "page" ? "h1" : "h2", { id: "heading" }, heading),
        this.#toggle,
        parts.menu,
        floating &&
          h(
            "button",
            { type: "button", class: "bar-button", "aria-label": words.close, click: () => this.close() },
            icon(ICONS.close),
          ),
      ),
      options.notice && h("p", { class: "notice urgent", role: "note" }, options.notice),
      h("p", { class: "notice" }, words.notice, privacy ? " " : null, privacy),
      h(
        "div",
        { class: "body" },
        parts.panel,
        h("div", { class: "talk" }, parts.log, parts.latest, this.#status, parts.composer),
      ),
      parts.announcer,
    );
    frame.addEventListener("keydown", (event: KeyboardEvent) => {
      if (event.key === "Escape") this.close();
      else if (event.key === "Tab" && frame.getAttribute("aria-modal") === "true") this.#keepFocus(event);
    });
    return frame;
  }

  #flip(): void {
    if (this.#window.hidden) this.open(true);
    else this.close();
  }

  #showPanel(open: boolean): void {
    this.parts.panel.hidden = !open;
    this.#toggle.setAttribute("aria-expanded", String(open));
    this.#window.classList.toggle("with-panel", open);
  }

  #drawLauncher(): void {
    const open = !this.#window.hidden;
    const badge = this.#unread
      ? h("span", { class: "badge" }, fill(this.words.unread, { count: this.#unread }))
      : "";
    this.#launcher.replaceChildren(icon(open ? ICONS.close : ICONS.chat), ...(badge ? [badge] : []));
    this.#launcher.setAttribute("aria-expanded", String(open));
    const name = open ? this.words.close : this.words.open;
    this.#launcher.setAttribute("aria-label", badge ? `${name} (${badge.textContent})` : name);
  }

  /** Only where the window fills the screen does it keep the focus to itself. */
  #setModal(): void {
    const fills = this.options.mode === "floating" && window.matchMedia(PHONE).matches;
    this.#window.setAttribute("aria-modal", String(fills));
  }

  #keepFocus(event: KeyboardEvent): void {
    const all = [
      ...this.#window.querySelectorAll<HTMLElement>(
        "button, textarea, input, select, summary, a[href], [tabindex='0']",
      ),
    ];
    const usable = all.filter((one) => one.offsetParent !== null);
    const [first, last] = [usable[0], usable.at(-1)];
    const now = this.#root.activeElement;
    if (event.shiftKey && now === first) last?.focus();
    else if (!event.shiftKey && now === last) first?.focus();
    else return;
    event.preventDefault();
  }
}
