import assert from "node:assert/strict";
import { test } from "node:test";

const { openStore } = await import("../src/storage.ts");

test("where storage is blocked, memory does", () => {
  const blocked = {
    get sessionStorage(): Storage {
      throw new Error("SecurityError");
    },
  };
  Object.assign(globalThis, { window: blocked });
  const store = openStore("session", "x");
  store.set("token", "t");
  assert.equal(store.get("token"), "t");
  store.set("token", null);
  assert.equal(store.get("token"), null);
});
