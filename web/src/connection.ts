// Talking with the server: a session, one turn at a time, each delivered once however often the line breaks.

import { newId } from "./dom.ts";
import type { Store } from "./storage.ts";
import type { Entry, Line, Questions, Session, Turn, Understood } from "./types.ts";

const LONGEST_PAUSE = 4000; // milliseconds between tries; decides how soon a returning server is noticed
const RENEWAL = 60 * 60 * 1000; // milliseconds after which the token is renewed

export type Sending = { id: string; turn: Turn };

/** What the page is told. `restartTurn` asks to drop what was shown of the turn, since it begins again. */
export type Listener = {
  sending(sending: Sending): void;
  restartTurn(): void;
  line(line: Line): void;
  state(state: "fine" | "reconnecting" | "offline" | { wait: number }): void;
  refused(sending: Sending, message: string, ended: boolean): void;
  idle(): void;
};

class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly wait: number,
  ) {
    super(message);
  }
}

export class Connection {
  #token: string;
  #queue: Sending[] = [];
  #busy = false;
  #wake: (() => void) | null = null;

  constructor(
    private readonly server: string,
    private readonly store: Store,
    private readonly listener: Listener,
    private readonly userToken: () => string | null,
  ) {
    this.#token = store.get("token") ?? "";
    window.addEventListener("online", () => this.#wake?.());
    setInterval(() => void this.#session().catch(() => undefined), RENEWAL);
  }

  /** Whether a turn is under way or waits. */
  get busy(): boolean {
    return this.#busy || this.#queue.length > 0;
  }

  /** Opens the session and loads what was said. */
  async open(): Promise<{ session: Session; messages: Entry[]; understood: Understood }> {
    const session = await this.#session();
    return { session, ...(await this.history()) };
  }

  /** Sends the message that was under way when the page was closed, unless `messages` shows that it arrived. */
  resume(messages: Entry[]): void {
    const left = this.#pending();
    if (!left || this.busy) return;
    if (messages.some((entry) => entry.from === "user" && entry.id === left.id)) {
      this.#keepPending(null);
    } else {
      this.#queue.push(left);
      void this.#work();
    }
  }

  async history(): Promise<{ messages: Entry[]; understood: Understood }> {
    const answer = await this.#post("history", {});
    return (await answer.json()) as { messages: Entry[]; understood: Understood };
  }

  /** Queues a turn; the listener hears of everything that becomes of it. */
  send(turn: Turn): Sending {
    const sending = { id: newId(), turn };
    this.#queue.push(sending);
    void this.#work();
    return sending;
  }

  async report(format: string): Promise<Blob> {
    return (await this.#post("report", { format })).blob();
  }

  async feedback(good: boolean, about: string, reason = ""): Promise<void> {
    await this.#post("feedback", { good, about: about.slice(0, 1900), reason });
  }

  /** Forgets this browser's session; the next one begins from nothing. */
  async fresh(): Promise<Session> {
    this.#token = "";
    this.store.set("token", null);
    this.#keepPending(null);
    return this.#session();
  }

  async #session(): Promise<Session> {
    const answer = await this.#post("session", { user_token: this.userToken() ?? undefined });
    const session = (await answer.json()) as Session & { questions: Questions };
    this.#token = session.token;
    this.store.set("token", session.token);
    return session;
  }

  async #work(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      this.#keepPending(next);
      this.listener.sending(next);
      await this.#deliver(next);
      this.#keepPending(null);
    }
    this.#busy = false;
    this.listener.idle();
  }

  /** Sends until the server has answered to the end, or has said that trying again is no use. */
  async #deliver(sending: Sending): Promise<void> {
    for (let pause = 500, tries = 0; ; tries++) {
      try {
        if (tries) this.listener.restartTurn();
        if (await this.#stream(sending)) {
          this.listener.state("fine");
          return;
        }
      } catch (error) {
        if (error instanceof Refused && error.wait === 0 && error.status < 500) {
          this.listener.refused(sending, error.message, error.status === 401);
          return;
        }
        if (error instanceof Refused && error.wait) pause = error.wait * 1000;
        this.#tellState(error, pause);
      }
      await this.#sleep(pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
  }

  #tellState(error: unknown, pause: number): void {
    if (error instanceof Refused && error.wait) this.listener.state({ wait: Math.ceil(pause / 1000) });
    else this.listener.state(navigator.onLine ? "reconnecting" : "offline");
  }

  /** True when the last line has come; false if the stream broke off. */
  async #stream(sending: Sending): Promise<boolean> {
    const answer = await this.#open(sending);
    this.listener.state("fine");
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const lines = (rest + part.value).split("\n");
      rest = lines.pop() ?? "";
      for (const text of lines.filter(Boolean)) {
        const line = JSON.parse(text) as Line;
        this.listener.line(line);
        if (line.type === "done" || line.type === "error") return true;
      }
    }
    return false;
  }

  #open({ id, turn }: Sending): Promise<Response> {
    if (!("file" in turn)) return this.#post("message", { id, ...turn });
    return this.#post("evidence", { id, name: turn.file.name, own_sites: turn.sites }, turn.file);
  }

  /** A simple request, so that the browser asks no permission first: text/plain, the token in the body. */
  async #post(path: string, content: object, file?: File): Promise<Response> {
    const line = JSON.stringify({ token: this.#token, ...content });
    const answer = await fetch(`${this.server}/${path}`, {
      method: "POST",
      headers: { "content-type": "text/plain" },
      credentials: "omit",
      referrerPolicy: "no-referrer",
      body: file ? new Blob([line, "\n", file]) : line,
    });
    if (answer.ok) return answer;
    const said = (await answer.json().catch(() => ({}))) as { error?: string };
    const wait = Number(answer.headers.get("retry-after")) || 0;
    throw new Refused(
      answer.status,
      said.error ?? `HTTP ${answer.status}`,
      answer.status === 429 ? wait || 2 : 0,
    );
  }

  #pending(): Sending | null {
    try {
      return JSON.parse(this.store.get("pending") ?? "null") as Sending | null;
    } catch {
      return null;
    }
  }

  #keepPending(sending: Sending | null): void {
    const keeps = sending && !("file" in sending.turn); // a file cannot be kept over a reload
    this.store.set("pending", keeps ? JSON.stringify(sending) : null);
  }

  #sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      this.#wake = end;
    });
  }
}
