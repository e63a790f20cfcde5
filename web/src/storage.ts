// What the browser remembers: a token, the message under way, a draft. Where storage is blocked, only memory.

export type Store = { get(key: string): string | null; set(key: string, value: string | null): void };

const PREFIX = "adviser-chat:";

/** The browser's storage of a `kind`, or memory if it is blocked (reading the property itself may throw). */
export function openStore(kind: "session" | "device", scope: string): Store {
  let storage: Storage | null = null;
  try {
    storage = kind === "device" ? window.localStorage : window.sessionStorage;
    storage.setItem(`${PREFIX}test`, "1");
    storage.removeItem(`${PREFIX}test`);
  } catch {
    storage = null;
  }
  const memory = new Map<string, string>();
  const name = (key: string) => `${PREFIX}${scope}:${key}`;
  return {
    get: (key) => (storage ? storage.getItem(name(key)) : (memory.get(key) ?? null)),
    set(key, value) {
      if (value === null) memory.delete(key);
      else memory.set(key, value);
      try {
        if (value === null) storage?.removeItem(name(key));
        else storage?.setItem(name(key), value);
      } catch {
        storage = null; // full or taken away meanwhile: what is in memory goes on counting
      }
    },
  };
}
