// What a site sets on the script tag, and what follows from it.

export type Options = {
  server: string;
  mode: "floating" | "inline" | "page";
  heading: string | null;
  colour: string | null;
  corner: "left" | "right";
  language: string | null;
  theme: "auto" | "light" | "dark";
  remember: "session" | "device";
  privacy: string | null;
  notice: string | null;
  target: string | null;
  userToken: string | null;
};

/** The options on `script`, each checked; what is not allowed falls back and is told in the console. */
export function optionsOf(script: HTMLScriptElement): Options {
  const data = script.dataset;
  return {
    server: new URL(".", script.src).href.replace(/\/$/, ""),
    mode: oneOf("mode", data.mode, ["floating", "inline", "page"]),
    heading: data.heading ?? null,
    colour: colour(data.colour ?? data.color),
    corner: oneOf("corner", data.corner, ["right", "left"]),
    language: data.lang ?? data.language ?? document.documentElement.lang,
    theme: oneOf("theme", data.theme, ["auto", "light", "dark"]),
    remember: oneOf("remember", data.remember, ["session", "device"]),
    privacy: data.privacy ?? null,
    notice: data.notice ?? null,
    target: data.target ?? null,
    userToken: data.userToken ?? null,
  };
}

function oneOf<T extends string>(name: string, value: string | undefined, allowed: readonly [T, ...T[]]): T {
  if (value === undefined || value === "") return allowed[0];
  const found = allowed.find((one) => one === value);
  if (!found) console.warn(`adviser-chat: data-${name} may be ${allowed.join(", ")}, not ${value}.`);
  return found ?? allowed[0];
}

function colour(value: string | undefined): string | null {
  if (!value) return null;
  if (/^#[0-9a-f]{6}$/i.test(value)) return value;
  console.warn(`adviser-chat: data-colour must be like #1f4e79, not ${value}.`);
  return null;
}

/** Black or white, whichever is easier to read on `background` (#rrggbb), by WCAG's relative luminance. */
export function readableOn(background: string): "#000000" | "#ffffff" {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(background.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) ? "#000000" : "#ffffff";
}
