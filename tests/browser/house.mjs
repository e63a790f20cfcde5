// The real servers and a real browser for the tests of the page.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, afterEach, before } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "../../web/node_modules/playwright-core/index.mjs";

const PROJECT = join(dirname(fileURLToPath(import.meta.url)), "../..");
const PATIENCE = 120_000;
export const PICTURES = join(PROJECT, "results/pictures");
export const AXE = readFileSync(join(PROJECT, "web/node_modules/axe-core/axe.min.js"), "utf8");
const SECRET = "a secret of at least thirty-two characters";
const FAST = "{per_second: 200, burst: 400}";
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

mkdirSync(PICTURES, { recursive: true });

export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** `advisor serve` in a folder of its own. `credentials` are lines of the web chat's section. */
export class Servers {
  static async start(credentials = `visitor_rate: ${FAST}\n  address_rate: ${FAST}`) {
    const servers = new Servers();
    servers.folder = mkdtempSync(join(tmpdir(), "adviser-"));
    servers.port = await freePort();
    servers.actionsPort = await freePort();
    servers.credentials = join(servers.folder, "credentials.yml");
    writeFileSync(servers.credentials, `advisor.rasa_parts.web_channel.WebChannel:\n  ${credentials}\n`);
    await servers.again();
    return servers;
  }

  get url() {
    return `http://127.0.0.1:${this.port}/chat`;
  }

  async again() {
    const options = [
      "--port",
      this.port,
      "--actions-port",
      this.actionsPort,
      "--state",
      this.folder,
      "--credentials",
      this.credentials,
    ];
    this.process = spawn(".venv/bin/advisor", ["serve", ...options.map(String)], {
      cwd: PROJECT,
      env: { ...process.env, ADVISOR_CHAT_SECRET: SECRET },
      stdio: "ignore",
    });
    await this.ready();
  }

  async ready() {
    for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
      const answer = await fetch(`${this.url}/ready`).catch(() => null);
      if (answer?.ok) return;
      if (this.process.exitCode !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error(`not ready: ${readFileSync(join(this.folder, "rasa.log"), "utf8").slice(-2000)}`);
  }

  /** Sends a signal to `rasa` or `actions`. */
  signal(name, signal) {
    const pattern = name === "rasa" ? "run --interface" : "run actions";
    const found = execFileSync("pgrep", ["-P", String(this.process.pid), "-f", pattern])
      .toString()
      .trim();
    process.kill(Number(found.split("\n")[0]), signal);
  }

  async stop() {
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    this.process.kill("SIGTERM");
    await ended;
  }

  async end() {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  log(name) {
    return readFileSync(join(this.folder, `${name}.log`), "utf8");
  }

  keep(name, to) {
    cpSync(join(this.folder, name), to);
  }
}

/** A browser whose pages complain of every console error, broken policy and request to another host. */
export class Browser {
  static async open() {
    const browser = new Browser();
    browser.chromium = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: FLAGS,
    });
    browser.complaints = [];
    return browser;
  }

  async page(options = {}) {
    const context = await this.chromium.newContext({ viewport: { width: 1200, height: 800 }, ...options });
    const page = await context.newPage();
    page.on("pageerror", (error) => this.complaints.push(`page error: ${error.message}`));
    page.on("console", (message) => {
      const expected = /Failed to load resource|net::ERR/.test(message.text());
      if (message.type() === "error" && !expected) this.complaints.push(`console: ${message.text()}`);
    });
    page.on("request", (request) => {
      if (!/^(http:\/\/(127\.0\.0\.1|localhost)|blob:|data:)/.test(request.url()))
        this.complaints.push(`request: ${request.url()}`);
    });
    return page;
  }

  close() {
    return this.chromium.close();
  }
}

/** Violations of WCAG 2.2 AA and of best practice on a page, as one line each. */
export async function violations(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() =>
    globalThis.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }),
  );
  return found.violations.map(
    (one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).join(" | ")}`,
  );
}

/** The chat on a page, as a user sees it. */
export class Chat {
  constructor(page) {
    this.page = page;
    this.field = page.getByLabel("Your message");
    this.log = page.getByRole("log");
  }

  async open(url, path = "/demo") {
    await this.page.goto(url + path);
    if (path === "/demo") await this.page.getByRole("button", { name: "Open the chat" }).click();
    await this.log.getByRole("listitem").first().waitFor();
    return this;
  }

  /** Types `text` and waits until the bot has answered to the end. */
  async say(text) {
    const turns = await this.turns();
    await this.field.fill(text);
    await this.field.press("Enter");
    await this.answered(turns + 1);
  }

  async press(title) {
    const turns = await this.turns();
    await this.log.getByRole("button", { name: title, exact: true }).last().click();
    await this.answered(turns + 1);
  }

  /** Waits until `turns` answers have come to their end. */
  async answered(turns) {
    await this.page.waitForFunction(
      (wanted) =>
        document.querySelector("adviser-chat").shadowRoot.querySelectorAll(".tools").length >= wanted,
      turns,
      { timeout: 60_000 },
    );
  }

  turns() {
    return this.page.evaluate(
      () => document.querySelector("adviser-chat").shadowRoot.querySelectorAll(".tools").length,
    );
  }

  said() {
    // biome-ignore lint/performance/useDomNodeTextContent: what can be seen is what counts
    return this.log.innerText();
  }

  async times(text) {
    return (await this.said()).split(text).length - 1;
  }
}

/** The servers and the browser of a test file, from `house()` on. */
export let servers;
export let browser;

/** Opens both for the tests of a file; each test must leave the browser without complaints. */
export function house(credentials) {
  before(async () => {
    [servers, browser] = [await Servers.start(credentials), await Browser.open()];
  });
  after(async () => {
    await browser?.close();
    await servers?.end();
  });
  afterEach(() => {
    assert.deepEqual(browser.complaints.splice(0), []);
  });
}
