// <adviser-chat>: the launcher, the window and what happens between them and the server.

import { Announcer } from "./announcer.ts";
import { Composer } from "./composer.ts";
import { Connection, type Listener, type Sending } from "./connection.ts";
import { h } from "./dom.ts";
import { Log } from "./log.ts";
import { plainText } from "./markdown.ts";
import { menu } from "./menu.ts";
import type { Options } from "./options.ts";
import { Panel } from "./panel.ts";
import { Shell } from "./shell.ts";
import { openStore, type Store } from "./storage.ts";
import type { BotMessage, Entry, Line, Turn } from "./types.ts";
import { fill, type Words, wordsOf } from "./words.ts";

const SLOW = 1500; // milliseconds after which it is said that an answer is being written
const ENGLISH = { restart: "Start over", forget: "Delete my data", help: "What can you do?" }; // what the bot reads

export class AdviserChat extends HTMLElement {
  options!: Options;
  #words!: Words;
  #store!: Store;
  #shell!: Shell;
  #log!: Log;
  #panel!: Panel;
  #composer!: Composer;
  #connection!: Connection;
  readonly #announcer = new Announcer();
  readonly #tabs = "BroadcastChannel" in window ? new BroadcastChannel("adviser-chat") : null;
  #welcome: BotMessage = { text: "" };
  #started = false;
  #userToken: string | null = null;
  #slow: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    if (this.shadowRoot) return;
    const { words, language } = wordsOf(this.options.language);
    this.#words = words;
    this.#userToken = this.options.userToken;
    this.#store = openStore(this.options.remember, this.options.server);
    this.#connection = new Connection(
      this.options.server,
      this.#store,
      this.#listener(),
      () => this.#userToken,
    );
    this.#log = new Log(words, {
      reply: (title) => this.#send({ text: title }),
      report: (format) => void this.#saveReport(format),
      copy: (text) => void this.#copy(text),
      judge: (good, about, reason) => void this.#judge(good, about, reason),
    });
    this.#panel = new Panel(words, (turn) => this.#send(turn), this.options.mode === "page" ? 2 : 3);
    this.#composer = new Composer(words, this.#store, (text) => this.#send({ text }));
    this.#shell = new Shell(this, this.options, words, language, {
      log: this.#log.element,
      latest: this.#log.latest,
      panel: this.#panel.element,
      composer: this.#composer.element,
      announcer: this.#announcer.element,
      menu: menu(words.menu, () => this.#menu()),
      opened: () => this.#opened(),
      closed: () => this.#store.set("open", null),
    });
    if (this.#tabs) this.#tabs.onmessage = () => void this.#refresh();
    if (this.options.mode !== "floating") void this.#start();
    else if (this.#store.get("open")) this.#shell.open(false);
  }

  /** Opens the window. */
  open(): void {
    this.#shell.open(true);
  }

  /** Closes the window; the conversation stays. */
  close(): void {
    this.#shell.close();
  }

  /** Sends `text` as the user's message. */
  send(text: string): void {
    this.open();
    this.#send({ text });
  }

  /** Goes on as the person that the agency has signed in; `token` is the agency's own JSON Web Token. */
  async signIn(token: string): Promise<void> {
    this.#userToken = token;
    this.#started = false;
    await this.#start();
  }

  #opened(): void {
    this.#store.set("open", "1");
    this.#composer.field.focus();
    void this.#start();
    this.dispatchEvent(new CustomEvent("adviser-open", { bubbles: true, composed: true }));
  }

  async #start(): Promise<void> {
    if (this.#started) return;
    this.#started = true;
    try {
      const { session, messages, understood } = await this.#connection.open();
      this.#panel.begin(session);
      this.#showUnderstood(understood);
      this.#welcome = {
        text: [session.welcome.text, this.#words.onlyEnglish].filter(Boolean).join("\n\n"),
        buttons: session.welcome.buttons,
      };
      this.#show(messages);
      this.#connection.resume(messages);
      this.#shell.status("");
    } catch {
      this.#started = false;
      this.#shell.status(this.#words.unavailable, {
        title: this.#words.retry,
        act: () => void this.#start(),
      });
    }
  }

  /** Shows the conversation from its welcome on; a new one is read out. */
  #show(messages: Entry[]): void {
    this.#log.show(this.#welcome, messages);
    if (!messages.length)
      this.#announcer.say(fill(this.#words.says, { text: plainText(this.#welcome.text) }));
  }

  #send(turn: Turn): void {
    this.#composer.field.focus();
    this.#connection.send(turn);
  }

  #listener(): Listener {
    return {
      sending: (sending) => {
        this.#log.user(this.#textOf(sending.turn));
        if ("file" in sending.turn) this.#tell(fill(this.#words.reading, { file: sending.turn.file.name }));
        this.#log.typing = true;
        this.#slow = setTimeout(() => this.#announcer.say(this.#words.writing), SLOW);
      },
      restartTurn: () => this.#log.dropTurn(),
      line: (line) => void this.#line(line),
      state: (state) => {
        const words = this.#words;
        if (state === "fine") this.#shell.status("");
        else if (state === "offline") this.#shell.status(words.offline);
        else if (state === "reconnecting") this.#shell.status(words.reconnecting);
        else this.#shell.status(fill(words.wait, { seconds: state.wait }));
      },
      refused: (sending, message, ended) => this.#refused(sending, message, ended),
      idle: () => {
        this.#log.typing = false;
      },
    };
  }

  async #line(line: Line): Promise<void> {
    if (line.type === "bot") {
      clearTimeout(this.#slow);
      this.#log.bot(line);
    } else if (line.type === "done") {
      this.#showUnderstood(line.understood);
      this.#endTurn();
      if (line.forgotten) await this.#connection.fresh();
    } else if (line.type === "error") {
      this.#log.bot({ text: line.message });
      this.#endTurn();
    } else if (line.type === "dup") {
      const { messages } = await this.#connection.history();
      this.#show(messages);
    }
  }

  #endTurn(): void {
    clearTimeout(this.#slow);
    this.#log.typing = false;
    const said = this.#log.endTurn();
    if (said) this.#announcer.say(fill(this.#words.says, { text: said }));
    this.#shell.unread();
    this.#tabs?.postMessage("turn");
    this.dispatchEvent(
      new CustomEvent("adviser-message", { bubbles: true, composed: true, detail: { text: said } }),
    );
  }

  #refused(sending: Sending, message: string, ended: boolean): void {
    clearTimeout(this.#slow);
    this.#log.typing = false;
    this.#log.list.lastElementChild?.remove();
    if ("text" in sending.turn) this.#composer.giveBack(sending.turn.text);
    const text = ended ? this.#words.ended : `${this.#words.failed} ${message}`;
    this.#shell.status(text, ended ? { title: this.#words.fresh, act: () => void this.#fresh() } : undefined);
    this.#announcer.say(text);
  }

  async #fresh(): Promise<void> {
    const session = await this.#connection.fresh();
    this.#panel.begin(session);
    this.#showUnderstood({ agency: [], channels: [] });
    this.#show([]);
    this.#shell.status("");
  }

  /** Another tab has said something in this conversation: show it here too. */
  async #refresh(): Promise<void> {
    if (!this.#started || this.#connection.busy || this.options.remember !== "device") return;
    const { messages, understood } = await this.#connection.history();
    this.#showUnderstood(understood);
    this.#show(messages);
  }

  #showUnderstood(understood: Parameters<Panel["show"]>[0]): void {
    this.#panel.show(understood);
    this.#shell.count(this.#panel.count);
  }

  #textOf(turn: Turn): string {
    if ("text" in turn) return turn.text;
    if ("file" in turn) return fill(this.#words.gaveExport, { file: turn.file.name });
    return "press" in turn ? this.#words.undo : this.#panel.describe(turn.told);
  }

  #menu() {
    const words = this.#words;
    return [
      { title: words.undo, act: () => this.#send({ press: "undo" }) },
      { title: words.help, act: () => this.#send({ text: ENGLISH.help }) },
      ...Object.entries(words.formats).map(([format, name]) => ({
        title: fill(words.reportAs, { format: name }),
        act: () => void this.#saveReport(format),
      })),
      { title: words.download, act: () => this.#save("conversation.txt", new Blob([this.#log.asText()])) },
      { title: words.restart, act: () => this.#send({ text: ENGLISH.restart }) },
      { title: words.forget, act: () => this.#send({ text: ENGLISH.forget }) },
    ];
  }

  async #saveReport(format: string): Promise<void> {
    const ending = { html: "html", pdf: "pdf", markdown: "md", csv: "csv", json: "json" }[format] ?? "txt";
    try {
      this.#save(`social-media-report.${ending}`, await this.#connection.report(format));
    } catch (error) {
      this.#tell(error instanceof Error ? error.message : this.#words.unavailable);
    }
  }

  #save(file: string, content: Blob): void {
    const address = URL.createObjectURL(content);
    h("a", { href: address, download: file }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    this.#tell(fill(this.#words.saved, { file }));
  }

  async #copy(text: string): Promise<void> {
    await navigator.clipboard.writeText(text);
    this.#tell(this.#words.copied);
  }

  async #judge(good: boolean, about: string, reason?: string): Promise<void> {
    await this.#connection.feedback(good, about, reason);
    this.#tell(this.#words.thanks);
  }

  #tell(text: string): void {
    this.#shell.status(text);
    this.#announcer.say(text);
  }
}
