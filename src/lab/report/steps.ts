/** The steps to reproduce what a report shows: commands to type, from the run or from the bytes sent. */
import { quote } from "../../text/shell-words.ts";
import { visibleLine } from "../../text/visible.ts";
import type { Session } from "../capture/facts.ts";
import type { Unseen } from "../capture/unseen.ts";
import { endedByRunAfter, type RunRecord, type TerminalRecord } from "../run/run-folder.ts";
import { filterOf } from "./packet-table.ts";
import { bytesOf } from "./payload-lines.ts";
import { serverCommand } from "./server-command.ts";
import type { SectionWords } from "./words/words.ts";

export interface Step {
  readonly text: string;
  readonly command: string;
}

/** Longer requests get no command. */
const MOST_BYTES = 120;

/** The steps before every point: the hosts, the capture, the server, the filter. */
export function preparation(
  run: RunRecord | undefined,
  port: number,
  words: SectionWords,
  jam = "jam",
): readonly Step[] {
  const filter = { text: words.stepFilter, command: filterOf(port) };
  if (run === undefined) return [filter];
  const { host, command } = run.server;
  const file = run.captures.find((capture) => capture.host === host)?.file ?? `${host}.pcapng`;
  const server = serverCommand(run, jam);
  const isJam = /(^|\/)jam$/.test(command[0] ?? "");
  return [
    { text: words.stepUp, command: `${jam} lab up` },
    {
      text: words.stepCapture(host),
      command: `dumpcap -i eth0 -f 'tcp port ${port}' -w ${quote(visibleLine(file))}`,
    },
    { text: words.stepServer(host), command: server },
    filter,
    { text: words.stepAll, command: `${jam} lab run${isJam ? "" : ` -- ${server}`} && ${jam} lab report` },
  ];
}

export function stepsOf(
  terminals: readonly TerminalRecord[],
  sessions: readonly Session[],
  words: SectionWords,
): readonly Step[] {
  const typed = terminals.map((terminal) => {
    const { host, command, output } = terminal;
    const isTyped = output.some(({ text }) => text.includes("^M"));
    const step = isTyped ? words.stepTyped : words.stepClient;
    return { text: step(visibleLine(host), endedByRunAfter(terminal)), command: visibleLine(command) };
  });
  if (typed.length > 0) return typed;
  return sessions.slice(0, 2).flatMap((session) => {
    const command = commandFor(session);
    const host = session.clientHost ?? session.client.address;
    return command === undefined ? [] : [{ text: words.stepClient(visibleLine(host)), command }];
  });
}

/** A netcat command that sends the same bytes in the same segments; undefined if the capture does not hold all of them. */
function commandFor(session: Session): string | undefined {
  if (session.unseen.some(hidesRequests)) return undefined;
  const { address, port } = session.server;
  const sent = session.segments.filter((segment) => segment.from === "client");
  const bytes = sent.reduce((sum, segment) => sum + segment.hex.length / 2, 0);
  if (bytes > MOST_BYTES) return undefined;
  if (bytes === 0) return `nc -vz ${address} ${port}`;
  const prints = sent.map((segment) => `printf '${printfOf(segment.hex)}'`);
  const input = prints.length === 1 ? (prints[0] ?? "") : `(${prints.join("; sleep 1; ")})`;
  return `${input} | nc -N ${address} ${port}`;
}

function hidesRequests(unseen: Unseen): boolean {
  switch (unseen.kind) {
    case "truncated":
    case "gap":
      return unseen.side === "client";
    case "no-client-packets":
    case "begins-before":
    case "no-server-known":
      return true;
    case "no-server-packets":
    case "ends-after":
    case "no-times":
      return false;
  }
}

/** Bytes as printf(1) takes them between single quotes. */
function printfOf(hex: string): string {
  return bytesOf(hex)
    .map((byte) => {
      const code = Number.parseInt(byte, 16);
      if (code === 13) return "\\r";
      if (code === 10) return "\\n";
      if (code === 0x25) return "%%";
      if (code === 0x5c) return "\\\\";
      const isPlain = code >= 0x20 && code < 0x7f && code !== 0x27;
      return isPlain ? String.fromCharCode(code) : `\\${code.toString(8).padStart(3, "0")}`;
    })
    .join("");
}
