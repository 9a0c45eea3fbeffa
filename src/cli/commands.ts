/** The commands, one line each; each is loaded when it is called. */
import { prepareThread } from "../server/threads/spare-thread.ts";
import type { Command } from "./command.ts";

interface CommandEntry {
  readonly summary: string;
  readonly load: () => Promise<{ readonly command: Command }>;
}

export const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  serve: {
    summary: "serve the time on TCP port 45000",
    load: () => {
      prepareThread();
      return import("./serve/serve.ts");
    },
  },
  status: { summary: "how a running server does", load: () => import("./monitor/status.ts") },
  top: { summary: "a running server, live in the terminal", load: () => import("./monitor/top.ts") },
  check: {
    summary: "judge any server, and say what is wrong with it and why",
    load: () => import("./check/check.ts"),
  },
  lab: {
    summary: "three machines, the wire between them, and the report",
    load: () => import("./lab/lab.ts"),
  },
  time: { summary: "ask a server for the time", load: () => import("./time/time.ts") },
  bench: { summary: "load a server, and measure it honestly", load: () => import("./bench/bench.ts") },
};
