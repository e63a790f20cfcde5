// Nothing that anybody says, on either side, becomes code; and nobody speaks for somebody else.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { browser, Chat, freePort, house, Servers, servers } from "./house.mjs";

house();

const HOSTILE = [
  "<script>window.__xss=1</script>",
  "<img src=x onerror=window.__xss=1>",
  "<svg onload=window.__xss=1>",
  '"><iframe srcdoc="<script>parent.__xss=1</script>">',
  "<a href='javascript:window.__xss=1'>x</a>",
  "[x](javascript:window.__xss=1)",
  "[x](java\nscript:window.__xss=1)",
  "[x](data:text/html,<script>window.__xss=1</script>)",
  "![x](https://evil.example/x.png)",
  "<style>*{display:none}</style>",
  "{{constructor.constructor('window.__xss=1')()}}",
  "<math><mtext><img src onerror=window.__xss=1>",
  "`<img src=x onerror=window.__xss=1>`",
  "&lt;img src=x onerror=window.__xss=1&gt;",
  "| a |\n|---|\n| <img src=x onerror=window.__xss=1> |",
  "\u202e<script>window.__xss=1</script>",
];

async function isClean(page) {
  const found = await page.evaluate(() => {
    const root = document.querySelector("adviser-chat").shadowRoot;
    const all = [...root.querySelectorAll("*")];
    return {
      ran: globalThis.__xss === 1,
      elements: all
        .filter((one) => /^(script|img|iframe|style|object|embed|math)$/i.test(one.localName))
        .map((one) => one.localName),
      handlers: all
        .flatMap((one) => [...one.attributes])
        .filter((one) => /^on/i.test(one.name))
        .map((one) => one.name),
      links: all
        .map((one) => one.getAttribute("href"))
        .filter((one) => one && !/^(https?:|mailto:|tel:)/.test(one)),
    };
  });
  assert.deepEqual(found, { ran: false, elements: [], handlers: [], links: [] });
}

test("hostile words of a user stay words, also after a reload", async () => {
  const page = await browser.page();
  const chat = await new Chat(page).open(servers.url);
  for (const text of HOSTILE) await chat.say(text);
  await isClean(page);
  await page.reload();
  await chat.log.getByText("window.__xss").first().waitFor();
  await isClean(page);
});

test("hostile names of an agency and of channels stay words everywhere", async () => {
  const page = await browser.page();
  const chat = await new Chat(page).open(servers.url, "/");
  await chat.say("we have Facebook");
  const panel = page.getByRole("region", { name: "What I have understood" });
  for (const text of HOSTILE.slice(0, 6)) {
    await panel
      .getByRole("region", { name: "Your agency" })
      .getByRole("button", { name: /Your agency, agency/ })
      .or(panel.getByText(/Still open/).first())
      .first()
      .click();
    const button = panel.getByRole("button", { name: /(Change|Answer): Your agency, agency/ });
    if (!(await panel.getByRole("textbox", { name: /agency/i }).count())) await button.click();
    await panel.locator("form input[type=text]").first().fill(text);
    const turns = await chat.turns();
    await panel.getByRole("button", { name: "Save" }).click();
    await chat.answered(turns + 1);
  }
  await chat.say("make a report");
  await isClean(page);
  await page.goto(`${servers.url}/demo`);
  await isClean(page);
});

test("hostile words of the bot, its buttons, tables, charts and sources stay words", async () => {
  const page = await browser.page();
  const chat = await new Chat(page).open(servers.url);
  for (const text of HOSTILE) {
    const line = {
      type: "bot",
      text,
      buttons: [text],
      table: [[text], [text]],
      chart: [{ label: text, shares: { push: 100, pull: 0, networking: 0 } }],
      sources: [text],
      report: true,
    };
    const done = {
      type: "done",
      forgotten: false,
      understood: {
        agency: [{ fact: "name", value: text, says: text, words: text }],
        channels: [
          {
            key: text,
            label: text,
            strategy: text,
            judged: true,
            sure: text,
            shares: { push: 1, pull: 0, networking: 99 },
            facts: [],
          },
        ],
      },
    };
    await page.route(
      "**/message",
      (route) => route.fulfill({ body: `${JSON.stringify(line)}\n${JSON.stringify(done)}\n` }),
      { times: 1 },
    );
    await chat.say("hello");
    await isClean(page);
  }
});

test("the pages obey a policy without exceptions, and a strange page with a strict policy can embed the chat", async () => {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const policy = `default-src 'none'; script-src ${servers.url.replace("/chat", "")}; connect-src ${servers.url.replace("/chat", "")}; require-trusted-types-for 'script'; trusted-types 'none'`;
  const site = createServer((_, answer) => {
    answer.setHeader("content-security-policy", policy);
    answer.setHeader("content-type", "text/html");
    answer.end(
      `<!DOCTYPE html><html lang="en"><title>Site</title><body><h1>Site</h1><script src="${servers.url}/widget.js" defer></script></body></html>`,
    );
  }).listen(port, "127.0.0.1");
  const allowed = await Servers.start(`origins: ["${origin}"]\n  visitor_rate: {per_second: 50, burst: 99}`);
  try {
    const page = await browser.page();
    await page.goto(origin);
    await page.getByRole("button", { name: "Open the chat" }).click();
    await page.getByText("The adviser cannot be reached just now.").first().waitFor();
    browser.complaints.splice(0); // the refused site sees that it may not read the answer
    site.removeAllListeners("request");
    site.on("request", (_, answer) => {
      const host = allowed.url.replace("/chat", "");
      answer.setHeader("content-security-policy", policy.replaceAll(servers.url.replace("/chat", ""), host));
      answer.setHeader("content-type", "text/html");
      answer.end(
        `<!DOCTYPE html><html lang="en"><title>Site</title><body><h1>Site</h1><script src="${host}/chat/widget.js" defer></script></body></html>`,
      );
    });
    const chat = await new Chat(page);
    await page.goto(origin);
    await page
      .getByRole("button", { name: /Open the chat|Close the chat/ })
      .first()
      .waitFor();
    if (await page.getByRole("button", { name: "Open the chat" }).count())
      await page.getByRole("button", { name: "Open the chat" }).click();
    await chat.log.getByText("automated adviser").waitFor();
    await chat.say("we have Facebook, comments are off");
    assert.match(await chat.said(), /Facebook is settled/);
  } finally {
    site.close();
    await allowed.end();
  }
});

test("it works where storage is blocked", async () => {
  const page = await browser.page();
  await page.addInitScript(() => {
    for (const name of ["sessionStorage", "localStorage"]) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException("blocked", "SecurityError");
        },
      });
    }
  });
  const chat = await new Chat(page).open(servers.url);
  await chat.say("we have Facebook");
  assert.match(await chat.said(), /Facebook/);
});

test("a token of somebody else, forged or expired, opens nothing; the page says so and starts anew", async () => {
  const page = await browser.page();
  const chat = await new Chat(page).open(servers.url);
  await chat.say("we have Facebook");
  await page.route(
    "**/message",
    (route) => {
      const body = JSON.parse(route.request().postData());
      route.continue({
        postData: JSON.stringify({ ...body, token: "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0." }),
      });
    },
    { times: 1 },
  );
  await chat.field.fill("and X");
  await chat.field.press("Enter");
  await page.getByRole("button", { name: "Start a new conversation" }).click();
  await chat.log.getByText("we have Facebook", { exact: true }).waitFor({ state: "detached" });
  assert.equal(await chat.field.inputValue(), "and X", "what was typed is given back");
  await chat.say("we have YouTube");
  assert.doesNotMatch(await chat.said(), /Facebook is/);
});
