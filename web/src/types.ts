// The shapes that the server sends and takes; advisor/web is their other side.

export type Shares = { push: number; pull: number; networking: number };
export type Bar = { label: string; shares: Shares };

export type BotMessage = {
  text: string;
  buttons?: string[];
  table?: string[][];
  chart?: Bar[];
  sources?: string[];
  report?: boolean;
};

export type Entry = ({ from: "user"; id: string | null; text: string } | ({ from: "bot" } & BotMessage)) & {
  at?: number;
};

export type KnownFact = { fact: string; value: unknown; says: string; words: string; measured: boolean };

export type Channel = {
  key: string;
  label: string;
  strategy: string;
  judged: boolean;
  sure: string;
  shares: Shares;
  facts: KnownFact[];
};

export type Understood = { agency: KnownFact[]; channels: Channel[] };

export type Question = {
  fact: string;
  label: string;
  question: string;
  type: "choice" | "list" | "number" | "text";
  choices: { value: string; title: string }[];
  lowest: number;
  highest: number;
};

export type Questions = { agency: Question[]; channel: Question[] };

export type Told = { channel: string | null; fact: string; value: unknown };
export type WayToExport = { platform: string; as_of: string; ways: { name: string; steps: string[] }[] };
export type Turn = { text: string } | { told: Told } | { press: "undo" } | { file: File; sites: string[] };

export type Session = {
  token: string;
  welcome: { text: string; buttons: string[] };
  questions: Questions;
  exports: WayToExport[];
};

export type Line =
  | { type: "ack"; id: string }
  | ({ type: "bot" } & BotMessage)
  | { type: "done"; understood: Understood; forgotten: boolean }
  | { type: "error"; message: string }
  | { type: "dup" }
  | { type: "ping" };
