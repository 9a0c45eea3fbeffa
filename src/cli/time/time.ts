/** `jam time`: asks a server for the time: once, several times or every second. */
import { connect, TimeError } from "../../client/index.ts";
import type { Command } from "../command.ts";
import { EXIT, UsageError } from "../exit.ts";
import { integerFlag, switchFlag } from "../flags/flag-kinds.ts";
import { type Flag, type FlagTable, flagValues, readArguments, type ValuesOf } from "../flags/flags.ts";
import { formatFlags, paragraph } from "../flags/help.ts";
import { parseTarget, type Target } from "../flags/target.ts";
import { adviseOn } from "../terminal/advice.ts";
import { ReaderGone } from "../terminal/stdout.ts";
import { everySecond } from "./every-second.ts";
import { printPrecise } from "./precise.ts";
import { jsonPrinter, linePrinter, type Printer, tickingPrinter } from "./print.ts";

const countFlag: Flag<number | undefined> = {
  ...integerFlag(
    { default: 1, min: 1, max: 1_000_000 },
    { help: "number of requests, on one connection", fallbackText: "1; unlimited with --watch" },
  ),
  fallback: () => undefined,
};

const FLAGS = {
  watch: switchFlag({ help: "show the time every second, on one connection, until Ctrl-C" }),
  count: countFlag,
  timeoutSeconds: integerFlag(
    { default: 5, min: 1, max: 86_400 },
    { help: "wait this long for the connection, and for each reply" },
  ),
  precise: switchFlag({
    help: "show the time below a second, and how certain it is; takes up to ten seconds, as jam offset does",
  }),
  json: switchFlag({ help: "print a JSON object per reply, and one with a code for a failure" }),
} as const satisfies FlagTable;

const USAGE = `Usage: jam time [HOST[:PORT]] [FLAGS]

${paragraph(`Asks a server for the time and prints it. The default server is 127.0.0.1:45000.`)}

${formatFlags(FLAGS)}

${paragraph(`Exit codes: 0 the time was printed, 1 the server did not reply with the time, 2 usage error.`)}`;

async function run(args: readonly string[]): Promise<number> {
  const parsed = readArguments(args, FLAGS);
  if (parsed.wantsHelp) {
    console.log(USAGE);
    return EXIT.good;
  }
  const values = flagValues(FLAGS, parsed);
  const [server = "127.0.0.1", ...more] = [...parsed.positionals, ...(parsed.rest ?? [])];
  if (more.length > 0) {
    throw new UsageError(`jam time takes one HOST or HOST:PORT, not also ${more.join(" ")}.`);
  }
  const target = parseTarget(server);
  if (values.precise && (values.watch || values.count !== undefined)) {
    throw new UsageError("--precise cannot be combined with --watch or --count.");
  }
  const lines = values.watch && process.stdout.isTTY ? tickingPrinter() : linePrinter;
  const printer = values.json ? jsonPrinter(target) : lines;
  const interrupt = new AbortController();
  if (values.watch) for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => interrupt.abort());
  try {
    if (values.precise) return await printPrecise(target, values.timeoutSeconds, values.json);
    await request(target, values, printer, interrupt.signal);
    await printer.end();
    return EXIT.good;
  } catch (error) {
    if (error instanceof ReaderGone) return EXIT.good;
    await printer.end();
    if (interrupt.signal.aborted) return EXIT.good;
    if (!(error instanceof TimeError)) throw error;
    await printer.failure(error.code, adviseOn(error, target.host));
    return EXIT.failed;
  }
}

async function request(
  target: Target,
  { count, timeoutSeconds, watch }: ValuesOf<typeof FLAGS>,
  printer: Printer,
  signal: AbortSignal,
): Promise<void> {
  const timeoutMs = timeoutSeconds * 1000;
  const timeouts = { connectTimeoutMs: timeoutMs, replyTimeoutMs: timeoutMs };
  await using client = await connect({ ...target, ...timeouts, signal });
  const ticks = everySecond(signal);
  const times = count ?? (watch ? Number.POSITIVE_INFINITY : 1);
  for (let sent = 0; sent < times; sent++) {
    if (watch) await ticks.next();
    await printer.reply(await client.time({ signal }));
  }
}

export const command = { run } satisfies Command;
