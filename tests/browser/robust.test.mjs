// Whatever breaks on the way, each message is answered and shown exactly once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { browser, Chat, house, servers } from "./house.mjs";

house("visitor_rate: {per_second: 2, burst: 8}");

async function once(chat, text, answer) {
  assert.equal(await chat.log.getByText(text, { exact: true }).count(), 1, text);
  if (answer) assert.equal((await chat.said()).match(answer)?.length, 1, String(answer));
}

async function type(chat, text) {
  await chat.field.fill(text);
  await chat.field.press("Enter");
}

const START = "hello, we have Facebook and X";
const TOLD = "comments are off on Facebook";
const ECHO = /Facebook: nobody can comment/g;

async function begun() {
  const chat = await new Chat(await browser.page()).open(servers.url);
  await chat.say(START);
  return chat;
}

test("a reload in mid turn: the bot goes on, the page finds the answer", async () => {
  const chat = await begun();
  servers.signal("actions", "SIGSTOP");
  await type(chat, TOLD);
  await chat.page.waitForTimeout(500);
  const reloaded = chat.page.reload();
  await reloaded;
  servers.signal("actions", "SIGCONT");
  await chat.log.getByText("nobody can comment").waitFor();
  await once(chat, TOLD, ECHO);
});

test("kill -9 of Rasa in mid turn: it starts again by itself, the message is answered once", async () => {
  const chat = await begun();
  servers.signal("actions", "SIGSTOP");
  await type(chat, TOLD);
  await chat.page.waitForTimeout(500);
  servers.signal("rasa", "SIGKILL");
  await chat.page.getByText("Connection lost. Trying again").first().waitFor();
  servers.signal("actions", "SIGCONT");
  await chat.log.getByText("nobody can comment").waitFor({ timeout: 90_000 });
  await chat.page.waitForTimeout(500);
  await once(chat, TOLD, ECHO);
  await chat.page.reload();
  await chat.log.getByText("nobody can comment").waitFor();
  await once(chat, TOLD, ECHO);
});

test("servers stopped and started: what was written meanwhile goes out once", async () => {
  const chat = await begun();
  await servers.stop();
  await type(chat, TOLD);
  await chat.page.getByText("Connection lost. Trying again").first().waitFor();
  await servers.again();
  await chat.log.getByText("nobody can comment").waitFor();
  await once(chat, TOLD, ECHO);
});

test("offline and back", async () => {
  const chat = await begun();
  await chat.page.context().setOffline(true);
  await type(chat, TOLD);
  await chat.page.getByText("No connection. Your message goes out").first().waitFor();
  await chat.page.context().setOffline(false);
  await chat.log.getByText("nobody can comment").waitFor();
  await once(chat, TOLD, ECHO);
});

test("a line cut in the middle of an answer: half of it is not left standing", async () => {
  const chat = await begun();
  await chat.page.route(
    "**/message",
    async (route) => {
      const answer = await route.fetch();
      const lines = (await answer.text()).split("\n");
      await route.fulfill({ response: answer, body: `${lines.slice(0, 2).join("\n")}\n` });
    },
    { times: 1 },
  );
  await type(chat, TOLD);
  await chat.log.getByText("nobody can comment").waitFor();
  await chat.page.waitForTimeout(1500);
  await once(chat, TOLD, ECHO);
});

test("fourteen messages at once are slowed down, and all are answered in order", async () => {
  const chat = await begun();
  const turns = await chat.turns();
  const platforms = [
    "TikTok",
    "Reddit",
    "Threads",
    "Bluesky",
    "WhatsApp",
    "Telegram",
    "Nextdoor",
    "Pinterest",
    "YouTube",
    "LinkedIn",
    "Flickr",
    "Mastodon",
    "Snapchat",
    "Instagram",
  ];
  for (const platform of platforms) await type(chat, `we have ${platform}`);
  await chat.page
    .getByText(/A moment: next try/)
    .first()
    .waitFor();
  await chat.answered(turns + platforms.length);
  for (const platform of platforms) await once(chat, `we have ${platform}`);
});

test("an action server that answers rubbish: the user is told, and the next message works", async () => {
  const chat = await begun();
  servers.signal("actions", "SIGKILL");
  await type(chat, TOLD);
  await chat.log.getByText("Something went wrong on our side").waitFor();
  for (let tries = 0; tries < 30; tries++) {
    await chat.page.waitForTimeout(1000);
    await chat.say("comments are off on X");
    if (/X: nobody can comment/.test(await chat.said())) return;
  }
  assert.fail("the action server did not come back");
});
