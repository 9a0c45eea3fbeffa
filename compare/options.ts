/** The options of `npm run compare -- …`. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { otherJam } from "./peers/jam.ts";
import type { Peer } from "./peers/peer.ts";
import { PEERS } from "./peers/registry.ts";
import { DRIFT, MEASURES, ROWS } from "./rows.ts";

export interface Options {
  readonly isShort: boolean;
  /** Names of rows and of other measures. */
  readonly rows: ReadonlySet<string>;
  /** In the order of the tables. */
  readonly peers: readonly Peer[];
  readonly rounds: number;
  readonly seconds: number;
  /** The folder for performance.md and its pictures; undefined prints the page. */
  readonly out: string | undefined;
  readonly note: string;
  /** The file for the record of the run, as JSON. */
  readonly record: string | undefined;
  /** A record to write the page from instead of measuring. */
  readonly from: string | undefined;
}

export const USAGE = `Usage: npm run compare -- [FLAGS]

Measures jam and its peers on loopback and writes docs/performance.md.

  --short        everything once and briefly, to test the comparison itself: judges nothing, prints the page
  --rows LIST    some of: ${[...ROWS.map(({ name }) => name), ...MEASURES].join(", ")}
  --peers LIST   some of: ${PEERS.map(({ name }) => name).join(", ")}
  --jam NAME=FOLDER
                 also measure the jam in FOLDER, another installed checkout, next to this one in every round; goal:
                 every figure of this jam within ${DRIFT * 100} % of it; may be repeated
  --rounds N     rounds of the grid (6, the fewest that give a 95 % interval)
  --seconds S    measured time of a run (0.6)
  --out FOLDER   the folder for performance.md (docs; with --short, or with --jam, the page is printed)
  --note TEXT    a sentence at the top of the page
  --record FILE  keep what was measured, as JSON
  --from FILE    measure nothing: write the page from such a record`;

export class BadOption extends Error {}

/** @throws {BadOption} */
export function readOptions(args: readonly string[], docs: string): Options {
  const { values } = parse(args);
  const isShort = values.short;
  return {
    isShort,
    rows: namesOf("rows", values.rows, [...ROWS.map(({ name }) => name), ...MEASURES]),
    peers: peersOf(values.peers, values.jam),
    rounds: positive("rounds", values.rounds ?? (isShort ? "1" : "6")),
    seconds: positive("seconds", values.seconds ?? (isShort ? "0.1" : "0.6")),
    out: values.out ?? (isShort || values.jam.length > 0 ? undefined : docs),
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
        jam: { type: "string", multiple: true, default: [] },
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

/** Other checkouts come first after jam: the less time between two runs, the better they compare. */
function peersOf(list: string | undefined, checkouts: readonly string[]): readonly Peer[] {
  const known = PEERS.map(({ name }) => name);
  const names = namesOf("peers", list, known);
  const others = checkouts.map((text) => {
    const [, name, folder] = /^([\w.-]+)=(.+)$/.exec(text) ?? [];
    if (name === undefined || folder === undefined)
      throw new BadOption(`--jam expects NAME=FOLDER, not ${text}`);
    if (known.includes(name)) throw new BadOption(`--jam: ${name} is the name of another peer`);
    if (!existsSync(join(folder, "bin/jam"))) throw new BadOption(`--jam: there is no bin/jam in ${folder}`);
    return otherJam(name, folder);
  });
  const measured = PEERS.filter((peer) => names.has(peer.name));
  const at = measured.findIndex(({ role }) => role === "jam") + 1;
  return [...measured.slice(0, at), ...others, ...measured.slice(at)];
}

function namesOf(flag: string, list: string | undefined, known: readonly string[]): ReadonlySet<string> {
  const names = list?.split(",") ?? known;
  const [unknown] = names.filter((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new BadOption(`--${flag}: unknown name ${unknown}; known are ${known.join(", ")}`);
  return new Set(names);
}

function positive(flag: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new BadOption(`--${flag} expects a number above 0, not ${text}`);
  return value;
}
