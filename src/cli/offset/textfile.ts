/** A report → metrics in Prometheus's text format, for the textfile collector. */
import { renameSync, writeFileSync } from "node:fs";
import { CommandError, EXIT } from "../exit.ts";
import type { OffsetReport, ServerReport } from "./report.ts";

interface Metric {
  readonly name: string;
  readonly help: string;
  readonly value: (server: ServerReport) => number | undefined;
}

const seconds = (ms: number | undefined) => (ms === undefined ? undefined : ms / 1000);

const METRICS: readonly Metric[] = [
  {
    name: "jam_offset_bounded",
    help: "Whether the offset of the server is bounded: 0 if it did not answer or contradicted itself.",
    value: ({ range }) => (range === undefined ? 0 : 1),
  },
  {
    name: "jam_offset_seconds",
    help: "The server's clock minus this machine's, up to whole quarter hours.",
    value: ({ range }) => seconds(range?.offsetMs),
  },
  {
    name: "jam_offset_bound_seconds",
    help: "The offset is within this of jam_offset_seconds.",
    value: ({ range }) => seconds(range?.boundMs),
  },
  {
    name: "jam_offset_round_trip_seconds",
    help: "The least round trip of a request.",
    value: ({ result }) => seconds(result?.roundTripMs),
  },
  {
    name: "jam_offset_requests",
    help: "Requests of the measurement.",
    value: ({ result }) => result?.requests,
  },
  {
    name: "jam_offset_agrees",
    help: "Whether the server agrees with the majority of all servers that were measured.",
    value: ({ agrees }) => (agrees === undefined ? undefined : Number(agrees)),
  },
  {
    name: "jam_offset_measured_timestamp_seconds",
    help: "When the last reply came, by this machine's clock.",
    value: ({ result }) => seconds(result?.measuredAtMs),
  },
];

export function formatTextfile({ servers }: OffsetReport): string {
  return METRICS.map(({ name, help, value }) => {
    const samples = servers.flatMap((server) => {
      const number = value(server);
      // JSON's escapes of a backslash, a quotation mark and a line feed are the format's own.
      return number === undefined ? [] : `${name}{server=${JSON.stringify(server.name)}} ${number}\n`;
    });
    return samples.length === 0 ? "" : `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${samples.join("")}`;
  }).join("");
}

/** The collector must never read half a file, and ignores a name that does not end in .prom. @throws {CommandError} */
export function writeWhole(file: string, text: string): void {
  const unfinished = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(unfinished, text);
    renameSync(unfinished, file);
  } catch (error) {
    const why = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new CommandError(`cannot write ${file}: ${why}.`, EXIT.environment);
  }
}
