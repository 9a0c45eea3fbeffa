/** The commands, one line each; each is loaded when it is used. The README's table is made from this list. */
import { prepareThread } from "../server/threads/spare-thread.ts";
import type { Command } from "./command.ts";

interface CommandEntry {
  readonly summary: string;
  readonly load: () => Promise<{ readonly command: Command }>;
}

export const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  serve: {
    summary: "serve the time on TCP port 45000, with a monitor page",
    load: () => {
      prepareThread();
      return import("./serve/serve.ts");
    },
  },
  status: { summary: "print the state of a running server", load: () => import("./monitor/status.ts") },
  top: { summary: "show a running server live in the terminal", load: () => import("./monitor/top.ts") },
  check: {
    summary: "check any server against the protocol and explain what is wrong",
    load: () => import("./check/check.ts"),
  },
  grade: {
    summary: "grade a class of submissions: a table, and feedback for each student",
    load: () => import("./grade/grade.ts"),
  },
  lab: {
    summary: "run three hosts on a virtual network, capture their packets, write the report",
    load: () => import("./lab/lab.ts"),
  },
  time: { summary: "ask a server for the time", load: () => import("./time/time.ts") },
  offset: {
    summary: "measure how far a server's clock is from this machine's, below a millisecond",
    load: () => import("./offset/offset.ts"),
  },
  bench: {
    summary: "load a server and measure its throughput and latency",
    load: () => import("./bench/bench.ts"),
  },
};

/** The Markdown table of commands in the README. */
export function formatCommandsTable(): string {
  const rows = Object.entries(COMMANDS).map(([name, { summary }]) => `| \`bin/jam ${name}\` | ${summary} |`);
  return ["| command | what it does |", "|---|---|", ...rows].join("\n");
}
