/** `jam status`: the status of a running server, once, and whether it is ready. */
import type { Health, Status } from "../../monitor/facts/api.ts";
import { errorsOf, REFUSALS, refusalsOf } from "../../server/counters.ts";
import { formatBytes, formatCount } from "../../text/numbers.ts";
import type { Painter } from "../../text/painter.ts";
import type { Command } from "../command.ts";
import { EXIT } from "../exit.ts";
import { switchFlag } from "../flags/flag-kinds.ts";
import { type FlagTable, flagValues, readArguments } from "../flags/flags.ts";
import { formatFlags, paragraph } from "../flags/help.ts";
import { painterFor } from "../terminal/color.ts";
import { HEALTH, STATUS } from "./api-shapes.ts";
import { fetchJson } from "./client.ts";
import { MonitorError, type MonitorErrorCode } from "./monitor-error.ts";
import { targetOf } from "./target.ts";
import { TOKEN_FLAGS, tokenOf } from "./token.ts";
import { formatClock, formatDuration } from "./words.ts";

const JSON_SCHEMA = 2;

const FLAGS = {
  ...TOKEN_FLAGS,
  json: switchFlag({ help: "print one JSON object; for a failure, one with a code" }),
} as const satisfies FlagTable;

const USAGE = `Usage: jam status [HOST:PORT] [FLAGS]

${paragraph(`Prints the status of a running server, read from its monitor (default 127.0.0.1:45080).`)}

${formatFlags(FLAGS)}

${paragraph(`Exit codes: 0 the server is ready for clients, 1 it is not or does not answer, 2 usage error.`)}`;

async function run(args: readonly string[]): Promise<number> {
  const parsed = readArguments(args, FLAGS);
  if (parsed.wantsHelp) {
    console.log(USAGE);
    return EXIT.good;
  }
  const { json } = flagValues(FLAGS, parsed);
  const words = [...parsed.positionals, ...(parsed.rest ?? [])];
  const target = targetOf(words, tokenOf(parsed, process.env));
  try {
    // One after the other: the first one's error is enough.
    const ready = await fetchJson<Health>(target, "readyz", { good: [200, 503], shape: HEALTH });
    const status = await fetchJson<Status>(target, "api/v1/status", { good: [200], shape: STATUS });
    const failure = ready.isGood ? {} : { code: "not-ready" satisfies MonitorErrorCode };
    console.log(
      json
        ? JSON.stringify({ schema: JSON_SCHEMA, ...failure, ready, status })
        : formatStatus(status, ready, painterFor(process.stdout)),
    );
    return ready.isGood ? EXIT.good : EXIT.failed;
  } catch (error) {
    if (!json || !(error instanceof MonitorError)) throw error;
    console.log(JSON.stringify({ schema: JSON_SCHEMA, code: error.code, message: error.message }));
    return EXIT.failed;
  }
}

export function formatStatus(status: Status, ready: Health, paint: Painter): string {
  const { counts, rates, connections, listening, recording } = status;
  const readiness = ready.isGood ? paint.green("ready") : paint.red("not ready");
  const row = (name: string, text: string) => `  ${paint.dim(name.padEnd(10))}${text}`;
  const both = (rate: number, sum: number) => `${formatCount(rate)}/s, ${formatCount(sum)} since the start`;
  const threads = status.threads.map(({ thread, isAlive, restarts, open, requestsPerSecond }, index) =>
    row(
      index === 0 ? "threads" : "",
      `${thread} ${isAlive ? paint.green("up") : paint.red("dead")}, ${formatCount(open)} open, ` +
        `${formatCount(requestsPerSecond)}/s${restarts === 0 ? "" : paint.yellow(`, replaced ${restarts} ×`)}`,
    ),
  );
  return [
    `${paint.bold(`jam ${status.version}`)} is ${readiness} and serves ${paint.bold(status.reply)}`,
    ...ready.because.map((why) => paint.red(`  ${why}`)),
    "",
    row("address", listening.addresses.join(", ")),
    row("port", `${listening.port} (TCP)`),
    row("process", `${status.pid}, up ${formatDuration((status.now - status.startedAt) / 1000)}`),
    row("zone", status.zone),
    row("clock", formatClock(status.clock, paint)),
    row(
      "sessions",
      `${formatCount(connections.open)} open of ${formatCount(connections.limit)}, ${formatCount(counts.opened)} since the start`,
    ),
    ...(refusalsOf(counts) === 0 ? [] : [row("refused", paint.yellow(refusedText(counts)))]),
    row("requests", both(rates.requests, counts.requests)),
    row("errors", both(rates.errors, errorsOf(counts))),
    row(
      "received",
      `${formatBytes(rates.bytesReceived)}/s, ${formatBytes(counts.bytesReceived)} since the start`,
    ),
    row("sent", `${formatBytes(rates.bytesSent)}/s, ${formatBytes(counts.bytesSent)} since the start`),
    ...threads,
    row(
      "recorded",
      recording.sessions === 0
        ? "none"
        : `the newest ${recording.sessions} sessions${recording.isSuspended ? paint.yellow(", suspended: server too busy") : ""}`,
    ),
  ].join("\n");
}

const REFUSAL_TEXT = {
  full: "server full",
  "address-full": "too many from one address",
  "not-allowed": "not allowed",
  "proxy-header": "without a valid PROXY header",
  "proxy-timeout": "without a PROXY header in time",
} as const;

function refusedText(counts: Status["counts"]): string {
  const texts = REFUSALS.filter((refusal) => counts[refusal] > 0).map(
    (refusal) => `${formatCount(counts[refusal])} ${REFUSAL_TEXT[refusal]}`,
  );
  return `connections since the start: ${texts.join(", ")}`;
}

export const command = { run } satisfies Command;
