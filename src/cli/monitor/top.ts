/** `jam top`: a running server, live in the terminal; without a terminal, one frame. */
import { setTimeout as sleep } from "node:timers/promises";
import { foldUpdate, type Picture } from "../../monitor/facts/picture.ts";
import { SESSION_SORTS } from "../../server/sessions/rows.ts";
import type { Command } from "../command.ts";
import { EXIT } from "../exit.ts";
import { choiceFlag, textFlag } from "../flags/flag-kinds.ts";
import { type FlagTable, flagValues, readArguments } from "../flags/flags.ts";
import { formatFlags, paragraph } from "../flags/help.ts";
import { painterFor } from "../terminal/color.ts";
import { writeOut } from "../terminal/stdout.ts";
import { updates } from "./client.ts";
import { formatFrame, type Screen } from "./frame.ts";
import { MonitorError } from "./monitor-error.ts";
import { openScreen } from "./screen.ts";
import { type Target, targetOf } from "./target.ts";
import { TOKEN_FLAGS, tokenOf } from "./token.ts";

const FLAGS = {
  filter: textFlag(() => "", {
    placeholder: "TEXT",
    help: "show only sessions with this in their address, state or reason",
    fallbackText: "all",
  }),
  sort: choiceFlag(SESSION_SORTS, "openedAt", {
    placeholder: "BY",
    help: `sort sessions by one of ${SESSION_SORTS.join(", ")}`,
  }),
  ...TOKEN_FLAGS,
} as const satisfies FlagTable;

const USAGE = `Usage: jam top [HOST:PORT] [FLAGS]

${paragraph(`Shows a running server live, read from its monitor (default 127.0.0.1:45080). q or Ctrl-C quits.
Without a terminal it prints one frame and exits.`)}

${formatFlags(FLAGS)}

${paragraph(`Exit codes: 0 it was shown, 1 the server does not answer, 2 usage error.`)}`;

/** Twice a second is enough to read, and cheap over a slow connection. */
const REDRAW_MS = 500;
const RETRY_MS = 1_000;
const ROWS = 100;
/** Without a terminal. */
const PAPER: Screen = { columns: 100, rows: 40, isPrinted: true };

async function run(args: readonly string[]): Promise<number> {
  const parsed = readArguments(args, FLAGS);
  if (parsed.wantsHelp) {
    console.log(USAGE);
    return EXIT.good;
  }
  const { filter, sort } = flagValues(FLAGS, parsed);
  const words = [...parsed.positionals, ...(parsed.rest ?? [])];
  const target = targetOf(words, tokenOf(parsed, process.env));
  const query = new URLSearchParams({ filter, sort, descending: "true", limit: String(ROWS) });
  const path = `api/v1/stream?${query}`;
  return process.stdout.isTTY && process.stdin.isTTY ? live(target, path) : once(target, path);
}

async function once(target: Target, path: string): Promise<number> {
  const done = new AbortController();
  const picture = await firstPicture(target, updates(target, path, done.signal));
  done.abort();
  const lines = formatFrame(picture, PAPER, painterFor(process.stdout));
  await writeOut(`${lines.map((line) => line.trimEnd()).join("\n")}\n`);
  return EXIT.good;
}

async function live(target: Target, path: string): Promise<number> {
  const ended = new AbortController();
  let stream = updates(target, path, ended.signal);
  // Before the alternate screen opens, so that an error is printed on the normal one.
  let picture = await firstPicture(target, stream);
  let isLost = false;
  const paint = painterFor(process.stdout);
  using screen = openScreen(() => ended.abort());
  const draw = () => screen.draw(formatFrame(picture, screen.size, paint, isLost));
  screen.onResize(draw);
  let drawnAt = Number.NEGATIVE_INFINITY;
  while (!ended.signal.aborted) {
    draw();
    try {
      for await (const update of stream) {
        picture = foldUpdate(picture, update);
        isLost = false;
        if (performance.now() - drawnAt < REDRAW_MS) continue;
        drawnAt = performance.now();
        draw();
      }
    } catch (error) {
      if (!(error instanceof Error)) throw error;
    }
    isLost = true;
    await sleep(RETRY_MS, undefined, { signal: ended.signal }).catch(() => {});
    stream = updates(target, path, ended.signal);
  }
  return EXIT.good;
}

/** @throws {MonitorError} */
async function firstPicture(target: Target, stream: ReturnType<typeof updates>): Promise<Picture> {
  const { value } = await stream.next();
  if (!value)
    throw new MonitorError("unreachable", `${target.url} closed the stream before the first update.`);
  return foldUpdate(undefined, value);
}

export const command = { run } satisfies Command;
