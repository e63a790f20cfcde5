// The widget's own words. What the bot says comes from the server.

import { de } from "./words/de.ts";
import { en } from "./words/en.ts";
import { fr } from "./words/fr.ts";

export type Words = typeof en;
const LANGUAGES: Record<string, Words> = { en, de, fr };

/** The words of `language` (a tag such as de-AT), English if they are not there. */
export function wordsOf(language: string | null | undefined): { words: Words; language: string } {
  const short = (language ?? "").toLowerCase().split("-")[0] ?? "";
  return short in LANGUAGES ? { words: LANGUAGES[short]!, language: short } : { words: en, language: "en" };
}

/** `text` with {name} replaced by its value. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (gap, name: string) => String(values[name] ?? gap));
}
