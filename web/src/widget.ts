// The one line that sites embed ends here: reads the script tag, defines the element once, puts it on the page.

import { AdviserChat } from "./element.ts";
import { optionsOf } from "./options.ts";

const script = document.currentScript as HTMLScriptElement | null;

if (script) {
  if (!customElements.get("adviser-chat")) customElements.define("adviser-chat", AdviserChat);
  const options = optionsOf(script);
  const element = document.createElement("adviser-chat") as AdviserChat;
  element.options = options;
  const target = options.target ? document.querySelector(options.target) : null;
  if (target) target.append(element);
  else if (options.mode === "inline" && script.parentElement !== document.head) script.after(element);
  else document.body.append(element);
}
