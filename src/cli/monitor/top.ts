/** `jam top`: a running server, live in the terminal; without one a single picture of it. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Update } from "../../monitor/facts/api.ts";
import { SESSION_SORTS } from "../../server/sessions/rows.ts";
import type { Command } from "../command.ts";
import { EXIT } from "../exit.ts";
import { choiceFlag, textFlag } from "../flags/flag-kinds.ts";
import { type FlagTable, flagValues, readArguments } from "../flags/flags.ts";
import { formatFlags } from "../flags/help.ts";
import { painterFor } from "../terminal/color.ts";
import { writeOut } from "../terminal/stdout.ts";
import { type Asked, MonitorError, tokenFlag, updates, whomToAsk } from "./ask.ts";
import { formatFrame, type Screen, type Seen } from "./frame.ts";
import { openScreen } from "./screen.ts";

const FLAGS = {
  filter: textFlag(() => "", {
    placeholder: "TEXT",
    help: "show sessions with this in their address, state or reason",
    fallbackText: "all",
  }),
  sort: choiceFlag(SESSION_SORTS, "openedAt", {
    placeholder: "BY",
    help: `one of ${SESSION_SORTS.join(", ")}`,
  }),
  token: tokenFlag,
} as const satisfies FlagTable;

const USAGE = `Usage: jam top [HOST:PORT] [FLAGS]

Shows a running server live, by its monitor; 127.0.0.1:45080 if none is named. q or Ctrl-C ends.
Where there is no terminal, it prints one picture and ends.

${formatFlags(FLAGS)}`;

/** Twice a second is enough for eyes, and little enough for a slow line. */
const REDRAW_MS = 500;
const RETRY_MS = 1_000;
const ROWS_ASKED = 100;
const SAMPLES = 300;
const FAULTS = 50;
/** Where there is no terminal. */
const PAPER: Screen = { columns: 100, rows: 40 };

async function run(args: readonly string[]): Promise<number> {
  const parsed = readArguments(args, FLAGS);
  if (parsed.wantsHelp) {
    console.log(USAGE);
    return EXIT.good;
  }
  const { token, filter, sort } = flagValues(FLAGS, parsed);
  const asked = whomToAsk([...parsed.positionals, ...(parsed.rest ?? [])], token);
  const query = new URLSearchParams({ filter, sort, descending: "true", limit: String(ROWS_ASKED) });
  const path = `api/v1/stream?${query}`;
  return process.stdout.isTTY && process.stdin.isTTY ? live(asked, path) : once(asked, path);
}

async function once(asked: Asked, path: string): Promise<number> {
  const done = new AbortController();
  const { value } = await updates(asked, path, done.signal).next();
  done.abort();
  if (value === undefined)
    throw new MonitorError("unreachable", `${asked.url} ended before it told anything.`);
  const lines = formatFrame(grow(undefined, value as Update), PAPER, painterFor(process.stdout));
  await writeOut(`${lines.join("\n").trimEnd()}\n`);
  return EXIT.good;
}

async function live(asked: Asked, path: string): Promise<number> {
  const ended = new AbortController();
  let seen: Seen | undefined = undefined as Seen | undefined;
  // The first is asked for before the screen is taken, so that what is wrong is said in words.
  let stream = updates(asked, path, ended.signal);
  const { value } = await stream.next();
  if (value === undefined)
    throw new MonitorError("unreachable", `${asked.url} ended before it told anything.`);
  seen = grow(seen, value as Update);
  const paint = painterFor(process.stdout);
  using screen = openScreen(() => ended.abort());
  const draw = () => seen !== undefined && screen.draw(formatFrame(seen, screen.size, paint));
  screen.onResize(draw);
  let drawnAt = Number.NEGATIVE_INFINITY;
  while (!ended.signal.aborted) {
    draw();
    try {
      for await (const update of stream) {
        seen = grow(seen, update);
        if (performance.now() - drawnAt < REDRAW_MS) continue;
        drawnAt = performance.now();
        draw();
      }
      seen = { ...(seen as Seen), trouble: "gone" };
    } catch (error) {
      if (ended.signal.aborted) break;
      if (!(error instanceof Error)) throw error;
      seen = { ...(seen as Seen), trouble: "gone" };
    }
    await sleep(RETRY_MS, undefined, { signal: ended.signal }).catch(() => {});
    stream = updates(asked, path, ended.signal);
  }
  return EXIT.good;
}

/** What was told so far, and an update. A server that was started anew begins anew. */
function grow(seen: Seen | undefined, update: Update): Seen {
  const isSame = seen?.update.status.startedAt === update.status.startedAt;
  const { samples = [], faults = [] } =
    isSame && seen !== undefined && seen.trouble === undefined ? seen : {};
  return {
    update,
    samples: [...samples, ...update.samples].slice(-SAMPLES),
    faults: [...update.faults.faults, ...faults].slice(0, FAULTS),
  };
}

export const command = { run } satisfies Command;
