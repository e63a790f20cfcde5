// Everybody can use it: automated checks in every state, theme and width, and what automated checks cannot see.
import assert from "node:assert/strict";
import { test } from "node:test";
import { browser, Chat, house, PICTURES, servers, violations } from "./house.mjs";

house();

const SIZES = [
  { width: 1200, height: 800 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
];
const sideways = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function states(chat, check) {
  await check("welcome");
  await chat.say("City of Springfield, we have Facebook and X, comments are off on Facebook");
  await check("question");
  await chat.say("what is pull?");
  await chat.say("show me the result");
  await check("result");
  await chat.page.getByRole("button", { name: "Menu" }).click();
  await check("menu");
  await chat.page.keyboard.press("Escape");
  await chat.page.getByRole("button", { name: /What I have understood/ }).click();
  const panel = chat.page.locator("adviser-chat #panel");
  await panel
    .getByText(/Still open/)
    .first()
    .click();
  await panel
    .getByRole("button", { name: /^Change: Facebook/ })
    .first()
    .click();
  await check("panel");
  await chat.field.fill("x".repeat(2050));
  await check("too-long");
}

for (const colorScheme of ["light", "dark"]) {
  for (const viewport of SIZES) {
    test(`no violation in any state: ${colorScheme}, ${viewport.width} px wide`, async () => {
      const page = await browser.page({ colorScheme, viewport });
      await page.goto(`${servers.url}/demo`);
      assert.deepEqual(await violations(page), [], "closed");
      const chat = await new Chat(page).open(servers.url);
      await states(chat, async (state) => {
        await page.screenshot({ path: `${PICTURES}/${state}-${colorScheme}-${viewport.width}.png` });
        assert.deepEqual(await violations(page), [], state);
        assert.ok((await sideways(page)) <= 0, `${state}: nothing to scroll sideways`);
      });
    });
  }
}

test("no violation on the other pages", async () => {
  for (const path of ["/", "/plain"]) {
    const page = await browser.page();
    await page.goto(servers.url + path);
    await page.waitForTimeout(500);
    assert.deepEqual(await violations(page), [], path);
  }
});

const focused = (page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.getAttribute("aria-label") || element?.id || element?.textContent;
  });

test("everything works with the keyboard alone", async () => {
  const page = await browser.page();
  await page.goto(`${servers.url}/demo`);
  for (let n = 0; n < 10 && (await focused(page)) !== "Open the chat"; n++) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const chat = new Chat(page);
  await chat.log.getByRole("listitem").first().waitFor();
  assert.equal(await focused(page), "text", "the field has the focus");
  await page.keyboard.type("we have Facebook and X");
  await page.keyboard.press("Enter");
  await chat.answered(1);
  for (let n = 0; n < 30 && (await focused(page)) !== "Skip this"; n++)
    await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await chat.answered(2);
  assert.equal(await focused(page), "text", "a used button gives the focus back to the field");
  await page.keyboard.press("Escape");
  assert.equal(await focused(page), "Open the chat");
});

test("new messages are announced once, in order, with who speaks", async () => {
  const page = await browser.page();
  const chat = await new Chat(page).open(servers.url);
  await page.waitForTimeout(600);
  await page.evaluate(() => {
    const region = document
      .querySelector("adviser-chat")
      .shadowRoot.querySelector("[aria-live=polite].hidden");
    globalThis.announced = [];
    new MutationObserver(() => region.textContent && globalThis.announced.push(region.textContent)).observe(
      region,
      { childList: true },
    );
  });
  await chat.say("we have Facebook and X, comments are off on Facebook");
  await page.waitForTimeout(600);
  const announced = await page.evaluate(() => globalThis.announced);
  assert.equal(announced.length, 1);
  assert.match(announced[0], /^Adviser says: .*Noted.*Facebook is settled.*who can speak|comment/s);
});

test("at 400 % zoom one can read, choose and write", async () => {
  const page = await browser.page({ viewport: { width: 320, height: 256 } });
  const chat = await new Chat(page).open(servers.url);
  await chat.say("we have Facebook");
  await chat.press("People can comment");
  await page.screenshot({ path: `${PICTURES}/zoom-400.png` });
  assert.ok((await sideways(page)) <= 0);
  assert.ok(await chat.field.isVisible());
});

test("forced colours keep borders, focus and the chart's parts apart", async () => {
  const page = await browser.page({ forcedColors: "active" });
  const chat = await new Chat(page).open(servers.url);
  await chat.say("we have Facebook, comments are off");
  await chat.say("show me the result");
  await page.screenshot({ path: `${PICTURES}/forced-colours.png` });
  const border = await chat.log
    .locator(".mix")
    .first()
    .evaluate((bar) => getComputedStyle(bar).borderTopWidth);
  assert.equal(border, "2px");
});

test("reduced motion stops every animation", async () => {
  const page = await browser.page({ reducedMotion: "reduce" });
  const chat = await new Chat(page).open(servers.url);
  await page.route("**/message", () => undefined); // never answered: the typing sign stays
  await chat.field.fill("hello");
  await chat.field.press("Enter");
  await page.getByText("The adviser is writing").first().waitFor();
  const running = await page.evaluate(
    () =>
      document.getAnimations().length +
      document.querySelector("adviser-chat").shadowRoot.getAnimations().length,
  );
  assert.equal(running, 0);
});

test("wider text spacing cuts nothing off", async () => {
  const page = await browser.page();
  const chat = await new Chat(page).open(servers.url);
  await chat.say("we have Facebook and X");
  await page.evaluate(() => {
    const root = document.querySelector("adviser-chat").shadowRoot;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}",
    );
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  });
  await page.screenshot({ path: `${PICTURES}/text-spacing.png` });
  const cut = await page.evaluate(() =>
    [...document.querySelector("adviser-chat").shadowRoot.querySelectorAll("button")]
      .filter(
        (one) =>
          one.offsetParent &&
          (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1),
      )
      .map((one) => one.textContent),
  );
  assert.deepEqual(cut, []);
});

test("everything that can be pressed is large enough", async () => {
  const page = await browser.page();
  const chat = await new Chat(page).open(servers.url);
  await chat.say("we have Facebook and X");
  const small = await page.evaluate(() =>
    [...document.querySelector("adviser-chat").shadowRoot.querySelectorAll("button, summary, input, select")]
      .filter((one) => one.offsetParent)
      .map((one) => [one.textContent, one.getBoundingClientRect()])
      .filter(([, box]) => box.width < 24 || box.height < 24)
      .map(([text]) => text),
  );
  assert.deepEqual(small, []);
});
