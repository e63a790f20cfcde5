// A visitor's whole way through the chat, in a real browser against the real servers.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { browser, Chat, house, PICTURES, servers } from "./house.mjs";

house();

const FIRST = "City of Springfield here, we have Facebook and X. Comments are off on Facebook";

async function fresh(path, options) {
  return new Chat(await browser.page(options)).open(servers.url, path);
}

test("from the first words to the result, the report and its file", async () => {
  const chat = await fresh();
  await chat.say(FIRST);
  assert.match(await chat.said(), /Facebook: nobody can comment/);
  assert.match(await chat.said(), /Facebook is settled: push/);
  for (let turn = 0; turn < 30 && !/What your channels follow today/.test(await chat.said()); turn++) {
    const choices = chat.log.getByRole("group", { name: /Choose an answer/ }).getByRole("button");
    const titles = await choices.allInnerTexts();
    const next =
      titles.find((title) => /Show the result/.test(title)) ??
      titles.find((title) => /link|comment$|Usually|website/i.test(title)) ??
      titles[0];
    await chat.press(next);
  }
  await chat.page.screenshot({ path: `${PICTURES}/result.png` });
  const chart = chat.log.getByRole("img", { name: /Mix of strategies.*Facebook: push/ }).last();
  await chart.waitFor();
  assert.ok(
    (await chat.log.locator(".mix > span").first().boundingBox()).height > 10,
    "the bars can be seen",
  );
  await chat.say("make a report");
  const download = chat.page.waitForEvent("download");
  await chat.log.getByRole("button", { name: "Report as web page" }).last().click();
  const file = await (await download).path();
  assert.match(readFileSync(file, "utf8"), /City of Springfield/);
});

test("buttons show their words, not a payload, and go when they are used", async () => {
  const chat = await fresh();
  await chat.say(FIRST);
  await chat.press("People can comment");
  assert.match(await chat.said(), /You:\s*People can comment/);
  assert.equal(await chat.log.getByRole("button", { name: "Only likes and reactions" }).count(), 0);
  assert.equal(await chat.field.evaluate((field) => field.getRootNode().activeElement === field), true);
});

test("sources stand under an answer", async () => {
  const chat = await fresh();
  await chat.say("what is pull?");
  assert.match(await chat.said(), /Source: article, paragraph 4/);
});

test("a reload keeps every message, the open window and the panel", async () => {
  const chat = await fresh();
  await chat.say(FIRST);
  const before = (await chat.said()).replace(/\s+/g, " ");
  await chat.page.reload();
  await chat.log.getByText(FIRST).waitFor();
  assert.equal((await chat.said()).replace(/\s+/g, " "), before);
  assert.equal(await chat.times(FIRST), 1);
});

test("a fact changed in the panel is changed in the chat, and the other way round", async () => {
  const chat = await fresh("/");
  await chat.say(FIRST);
  const panel = chat.page.getByRole("region", { name: "What I have understood" });
  await panel.getByRole("button", { name: "Change: Facebook, who can speak" }).click();
  await panel.getByRole("combobox").selectOption("comments");
  await panel.getByRole("button", { name: "Save" }).click();
  await chat.log
    .getByText('Changed - Facebook, who can speak: from "switched off for everyone" to "people can comment"')
    .waitFor();
  await chat.page.screenshot({ path: `${PICTURES}/panel.png` });
  await chat.say("no wait, comments on facebook are switched off");
  await panel
    .getByRole("region", { name: "Facebook" })
    .getByText("who can speak: switched off for everyone", { exact: true })
    .waitFor();
});

test("an open question is answered, a fact withdrawn, a channel added and removed in the panel", async () => {
  const chat = await fresh("/");
  await chat.say(FIRST);
  const panel = chat.page.getByRole("region", { name: "What I have understood" });
  const x = panel.getByRole("region", { name: "X", exact: true });
  await x.getByText(/Still open/).click();
  await x.getByRole("button", { name: "Answer: X, questions answered" }).click();
  await x.getByRole("combobox").selectOption("usually");
  await x.getByRole("button", { name: "Save" }).click();
  await panel.getByText("questions answered: usually, over half", { exact: true }).waitFor();
  await panel.getByRole("button", { name: "Change: X, questions answered" }).click();
  await panel.getByRole("combobox").selectOption("");
  await panel.getByRole("button", { name: "Save" }).click();
  await chat.log.getByText("Taken out - X, questions answered").waitFor();
  await panel.getByLabel("Add a channel").fill("TikTok");
  await panel.getByRole("button", { name: "Add", exact: true }).click();
  await panel.getByRole("region", { name: "TikTok" }).waitFor();
  await panel.getByRole("button", { name: "Remove TikTok" }).click();
  await panel.getByRole("region", { name: "TikTok" }).waitFor({ state: "detached" });
});

test("the last answer can be taken back", async () => {
  const chat = await fresh("/");
  await chat.say(FIRST);
  await chat.press("People can comment");
  await chat.page.getByRole("button", { name: "Menu" }).click();
  await chat.page.getByRole("button", { name: "Undo my last answer" }).click();
  await chat.log.getByText(/Taken back - .*people can comment/).waitFor();
  assert.equal(await chat.page.getByText("who can speak: people can comment").count(), 0);
});

test("deleting the data leaves nothing, here or on the server", async () => {
  const chat = await fresh();
  await chat.say("This is the Ministry of Zebras, we have Facebook");
  await chat.page.getByRole("button", { name: "Menu" }).click();
  await chat.page.getByRole("button", { name: "Delete my data" }).click();
  await chat.log.getByText("This cannot be undone").waitFor();
  await chat.log
    .getByRole("button")
    .filter({ hasText: /delete/i })
    .first()
    .click();
  await chat.log.getByText("has been deleted").waitFor();
  await chat.page.reload();
  await chat.log.getByText("Hello. I'm an automated adviser").waitFor();
  assert.doesNotMatch(await chat.said(), /Zebras/);
  for (const file of ["advisor.db", "rasa.db"]) {
    assert.equal(readFileSync(`${servers.folder}/${file}`).includes("Zebras"), false, file);
  }
});

test("a message that is too long is counted, not cut, and not sent", async () => {
  const chat = await fresh();
  await chat.field.fill("x".repeat(2100));
  await chat.field.press("Enter");
  await chat.page.getByText("100 characters too many").waitFor();
  assert.equal((await chat.field.inputValue()).length, 2100);
});

test("a draft survives a reload", async () => {
  const chat = await fresh();
  await chat.field.fill("we have a newsl");
  await chat.page.reload();
  await chat.log.getByRole("listitem").first().waitFor();
  assert.equal(await chat.field.inputValue(), "we have a newsl");
});

test("an answer that comes while the window is closed is counted on the launcher", async () => {
  const chat = await fresh();
  await chat.page.route("**/message", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 800));
    await route.continue();
  });
  await chat.field.fill("hello");
  await chat.field.press("Enter");
  await chat.page.keyboard.press("Escape");
  await chat.page.getByRole("button", { name: "Open the chat (1 new)" }).click();
  assert.equal(await chat.page.getByRole("button", { name: /new\)/ }).count(), 0);
});

test("two tabs of one browser show one conversation where the site asks for it", async () => {
  const page = await browser.page();
  const tab = await page.context().newPage();
  for (const one of [page, tab]) {
    await one.route("**/demo", async (route) => {
      const answer = await route.fetch();
      await route.fulfill({
        response: answer,
        body: (await answer.text()).replace("data-heading", 'data-remember="device" data-heading'),
      });
    });
  }
  const first = await new Chat(page).open(servers.url);
  const second = new Chat(tab);
  await tab.goto(`${servers.url}/demo`);
  await second.log.waitFor();
  await first.say("we have a newsletter");
  await second.log.getByText("we have a newsletter", { exact: true }).waitFor();
  await second.say("and LinkedIn");
  await first.log.getByText("and LinkedIn", { exact: true }).waitFor();
  assert.equal(await first.log.getByText("and LinkedIn", { exact: true }).count(), 1);
});

test("thumbs and reasons are kept with the conversation", async () => {
  const chat = await fresh();
  await chat.say("what is push?");
  await chat.log.getByRole("button", { name: "Not helpful" }).click();
  await chat.page.getByLabel("What was wrong? (if you like)").fill("too short");
  await chat.log.getByRole("button", { name: "Send" }).click();
  await chat.page.getByText("Thank you.").first().waitFor();
  assert.ok(readFileSync(`${servers.folder}/advisor.db-wal`).includes("bad: too short"));
});

test("the widget speaks German on a German page, and says that the bot does not", async () => {
  const page = await browser.page();
  await page.route("**/demo", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replace('lang="en"', 'lang="de"') });
  });
  await page.goto(`${servers.url}/demo`);
  await page.getByRole("button", { name: "Chat öffnen" }).click();
  await page.getByText("Der Assistent selbst spricht nur Englisch.").first().waitFor();
});

test("without JavaScript there is a plain page that does the same", async () => {
  const page = await browser.page({ javaScriptEnabled: false });
  await page.goto(`${servers.url}/plain`);
  await page.getByLabel("Or say it in your own words").fill(FIRST);
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("Facebook: nobody can comment").waitFor();
  await page.getByRole("button", { name: "People can comment", exact: true }).click();
  await page.getByText("X: people can comment").waitFor();
  await page.screenshot({ path: `${PICTURES}/plain.png` });
});

/** An X archive of 200 posts, a tenth of them with a link to the agency's site, made up for this test. */
function archive() {
  const posts = Array.from({ length: 200 }, (_, n) => ({
    tweet: {
      id_str: String(1000 + n),
      created_at: `Mon Jun ${String(1 + (n % 28)).padStart(2, "0")} 10:00:00 +0000 2026`,
      full_text: `News ${n} from <script>window.__xss=1</script>`,
      entities: {
        urls: n % 10 ? [] : [{ expanded_url: "https://springfield.gov/permits" }],
        user_mentions: [],
      },
      source: "Web",
    },
  }));
  return Buffer.from(`window.YTD.tweets.part0 = ${JSON.stringify(posts)}`);
}

test("an export is measured, told beside what was said, and asked about where they disagree", async () => {
  const chat = await fresh("/");
  await chat.say("we have X, people can reply there and nearly every post links to our website");
  const panel = chat.page.getByRole("region", { name: "What I have understood" });
  await panel.getByText("Give me an export to measure").click();
  await panel
    .getByLabel("File from the platform, as downloaded")
    .setInputFiles({ name: "tweets.js", mimeType: "text/javascript", buffer: archive() });
  await panel.getByLabel("Your own website and short domain").fill("https://springfield.gov/");
  await panel.getByRole("button", { name: "Read it" }).click();
  await chat.log.getByText("I have read tweets.js: 200 posts of X").waitFor();
  await chat.log
    .getByText(
      /you said most posts link to the website, but the export sees it otherwise.*10 % of 200 posts link to your website/,
    )
    .waitFor();
  await chat.page.screenshot({ path: `${PICTURES}/export.png` });
  await chat.press("Few, under 20 %");
  await panel.getByText(/links to own website: few/i).waitFor();
});

test("a file that is no export is refused with the reason, and nothing is lost", async () => {
  const chat = await fresh("/");
  await chat.say("we have X");
  const panel = chat.page.getByRole("region", { name: "What I have understood" });
  await panel.getByText("Give me an export to measure").click();
  await panel
    .getByLabel("File from the platform, as downloaded")
    .setInputFiles({ name: "holiday.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n") });
  await panel.getByRole("button", { name: "Read it" }).click();
  await chat.page
    .getByText(/Not sent\. .*holiday\.csv/)
    .first()
    .waitFor();
  await chat.say("and Facebook");
  await panel.getByRole("region", { name: "Facebook" }).waitFor();
});
