/** The server of a run: started on its host, waited for until it listens, with its output in a file. */
import { OWN_COMMAND } from "../../proc/own-program.ts";
import type { LabDaemon } from "../network/daemon.ts";
import { hostCommand, signalHostCommand } from "../network/hosts.ts";
import { LabError } from "../network/lab-error.ts";
import { listeners, listensFor, socketsOf } from "../network/sockets.ts";
import type { ServerOutput } from "./run-folder.ts";
import { recordOutput } from "./server-output.ts";

const START_SECONDS = 15;
/** Until SIGKILL follows SIGTERM. */
const TERM_SECONDS = 5;
/** Characters of output in an error message. */
const LAST_OUTPUT = 600;

export interface ServerStart {
  readonly host: string;
  readonly address: string;
  readonly port: number;
  readonly command: readonly string[];
  readonly folder: string;
  /** The file for its stdout and stderr. */
  readonly log: string;
}

export interface LabServer {
  /** Its exit code; undefined while it runs. */
  ended(): number | undefined;
  /** @returns what it printed */
  stop(): Promise<ServerOutput>;
}

/** The command of this jam's own server. */
export function jamServer(address: string, port: number): readonly string[] {
  return [
    OWN_COMMAND,
    "serve",
    "--host",
    address,
    "--port",
    String(port),
    "--monitor",
    "off",
    "--log-level",
    "info",
  ];
}

/** Resolves when the server listens. @throws {LabError} */
export async function startLabServer(daemon: LabDaemon, start: ServerStart): Promise<LabServer> {
  const { host, address, port, command, folder, log } = start;
  const before = await socketsOf(daemon, host);
  if (listensFor(before, port, address)) {
    throw new LabError(
      `port ${port} of ${host} is already in use: stop the process that listens there.`,
      "failed",
    );
  }
  // A C program whose output is not a terminal would print only when its buffer is full, or never.
  const lineBuffered = Bun.which("stdbuf") === null ? [] : ["stdbuf", "-oL"];
  const words = ["sh", "-c", 'exec 2>&1; exec "$@"', "sh", ...lineBuffered, ...command];
  const child = Bun.spawn([...hostCommand(daemon, { host, folder, env: { PYTHONUNBUFFERED: "1" } }, words)], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "ignore",
  });
  const output = recordOutput(child.stdout, log);
  const deadline = performance.now() + START_SECONDS * 1000;
  let sockets = await socketsOf(daemon, host);
  while (!listensFor(sockets, port, address)) {
    if (child.exitCode !== null || performance.now() > deadline) {
      const { exitCode } = child;
      signalHostCommand(child.pid, "SIGKILL");
      await output.end();
      const lastOutput = output.text().slice(-LAST_OUTPUT).trim();
      throw new LabError(explain(start, exitCode, listeners(sockets), lastOutput), "failed");
    }
    await Bun.sleep(30);
    sockets = await socketsOf(daemon, host);
  }
  return {
    ended: () => child.exitCode ?? undefined,
    async stop() {
      signalHostCommand(child.pid, "SIGTERM");
      const timer = setTimeout(() => signalHostCommand(child.pid, "SIGKILL"), TERM_SECONDS * 1000);
      await child.exited;
      clearTimeout(timer);
      return await output.end();
    },
  };
}

function explain(
  { host, address, port, command }: ServerStart,
  exitCode: number | null,
  listening: readonly string[],
  lastOutput: string,
): string {
  const what =
    exitCode === null
      ? `does not listen on ${address}:${port} after ${START_SECONDS} s`
      : `ended with exit code ${exitCode} before it listened on ${address}:${port}`;
  const instead = listening.length === 0 ? "" : ` Listening on ${host}: ${listening.join(", ")}.`;
  return `the server "${command.join(" ")}" ${what}.${instead}${lastOutput === "" ? "" : ` Its last output:\n${lastOutput}`}`;
}
