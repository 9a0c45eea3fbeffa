/** What `npm run compare -- …` was asked for. */
import { parseArgs } from "node:util";
import { PEERS } from "./peers/registry.ts";
import { MEASURES, ROWS } from "./rows.ts";

export interface Options {
  readonly isShort: boolean;
  /** Names of rows and of other measures. */
  readonly rows: ReadonlySet<string>;
  readonly peers: ReadonlySet<string>;
  readonly rounds: number;
  readonly seconds: number;
  /** The folder for performance.md and its pictures; undefined prints the page. */
  readonly out: string | undefined;
  readonly note: string;
  /** Where the record of the run goes, as JSON. */
  readonly record: string | undefined;
  /** A record to write the page from, instead of measuring. */
  readonly from: string | undefined;
}

export const USAGE = `Usage: npm run compare -- [FLAGS]

Runs jam beside its peers on loopback and writes docs/performance.md.

  --short        everything once and briefly, to see that it works: judges nothing, prints the page
  --rows LIST    some of: ${[...ROWS.map(({ name }) => name), ...MEASURES].join(", ")}
  --peers LIST   some of: ${PEERS.map(({ name }) => name).join(", ")}
  --rounds N     rounds of the grid (5)
  --seconds S    measured time of a run (0.6)
  --out FOLDER   where performance.md goes (docs; nowhere with --short)
  --note TEXT    a sentence that the page begins with
  --record FILE  keep what was measured, as JSON
  --from FILE    measure nothing: write the page again from such a record`;

export class BadOption extends Error {}

/** @throws {BadOption} */
export function readOptions(args: readonly string[], docs: string): Options {
  const { values } = parse(args);
  const isShort = values.short;
  return {
    isShort,
    rows: namesOf("rows", values.rows, [...ROWS.map(({ name }) => name), ...MEASURES]),
    peers: namesOf(
      "peers",
      values.peers,
      PEERS.map(({ name }) => name),
    ),
    rounds: positive("rounds", values.rounds ?? (isShort ? "1" : "5")),
    seconds: positive("seconds", values.seconds ?? (isShort ? "0.1" : "0.6")),
    out: values.out ?? (isShort ? undefined : docs),
    note: values.note,
    record: values.record,
    from: values.from,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        short: { type: "boolean", default: false },
        rows: { type: "string" },
        peers: { type: "string" },
        rounds: { type: "string" },
        seconds: { type: "string" },
        out: { type: "string" },
        note: { type: "string", default: "" },
        record: { type: "string" },
        from: { type: "string" },
      },
    });
  } catch (error) {
    throw new BadOption(error instanceof Error ? error.message : String(error));
  }
}

function namesOf(flag: string, list: string | undefined, known: readonly string[]): ReadonlySet<string> {
  const names = list?.split(",") ?? known;
  const [stranger] = names.filter((name) => !known.includes(name));
  if (stranger !== undefined)
    throw new BadOption(`--${flag} knows no ${stranger}; it knows ${known.join(", ")}`);
  return new Set(names);
}

function positive(flag: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new BadOption(`--${flag} wants a number above 0, not ${text}`);
  return value;
}
