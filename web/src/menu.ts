// A button that shows a few more, and closes on Escape or a click elsewhere.

import { h, ICONS, icon } from "./dom.ts";

export type MenuItem = { title: string; act(): void };

/** The menu's button and list. `items` is asked each time it opens. */
export function menu(name: string, items: () => MenuItem[]): HTMLElement {
  const list = h("ul", { class: "menu", id: "menu", hidden: true });
  const button = h(
    "button",
    {
      type: "button",
      class: "bar-button",
      "aria-label": name,
      "aria-expanded": "false",
      "aria-controls": "menu",
    },
    icon(ICONS.menu),
  );
  const holder = h("div", { class: "menu-holder" }, button, list);
  const show = (open: boolean) => {
    list.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  };
  button.addEventListener("click", () => {
    const entries = items().map(({ title, act }) => {
      const chosen = () => {
        show(false);
        button.focus();
        act();
      };
      return h("li", {}, h("button", { type: "button", click: chosen }, title));
    });
    list.replaceChildren(...entries);
    show(list.hidden === true);
    if (!list.hidden) list.querySelector("button")?.focus();
  });
  holder.addEventListener("keydown", (event: KeyboardEvent) => {
    if (event.key !== "Escape" || list.hidden) return;
    event.stopPropagation();
    show(false);
    button.focus();
  });
  holder.addEventListener("focusout", (event) => {
    if (!holder.contains(event.relatedTarget as Node | null)) show(false);
  });
  return holder;
}
