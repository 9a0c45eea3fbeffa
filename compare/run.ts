/** One comparison, from its options to its record. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "./build.ts";
import type { Context } from "./context.ts";
import { busyCores, machineFacts, missingPackage, versionOf } from "./machine.ts";
import { measureJamBench } from "./measure/bench.ts";
import { byConnections, byPipelining } from "./measure/curves.ts";
import { measureEdges } from "./measure/edges.ts";
import { measureRest, measureSilent } from "./measure/memory.ts";
import { measureStart } from "./measure/start.ts";
import { measureTable } from "./measure/tables.ts";
import { measureTail } from "./measure/tail.ts";
import { measureThreads } from "./measure/threads.ts";
import { measureWatched } from "./measure/watched.ts";
import type { Options } from "./options.ts";
import { machineTime, stealBetween } from "./process.ts";
import type { Run } from "./record.ts";
import { type Measure, PURE_ROW, ROWS } from "./rows.ts";

/** A short run needs neither thousands of connections nor all rows twice. */
const SHORT_CONNECTIONS = 1000;
const SHORT_DEFAULT_ROWS = 2;

/** Some of the measures; undefined if one was not chosen or failed. */
type Measured = { readonly [Key in keyof Run]?: Run[Key] | undefined };
type Part = () => Promise<Measured>;

export async function runComparison(options: Options, progress: (text: string) => void): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), "jam-compare-"));
  try {
    return await measureAll(options, folder, progress);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measureAll(options: Options, folder: string, progress: (text: string) => void): Promise<Run> {
  const startedAt = new Date();
  const busyBefore = await busyCores();
  const before = machineTime();
  const failures: string[] = [];
  const peers = options.peers.filter((peer) => missingPackage(peer) === undefined);
  const machine = machineFacts();
  const context: Context = {
    peers,
    folder,
    built: build(folder, peers),
    isShort: options.isShort,
    rounds: options.rounds,
    seconds: options.seconds,
    cores: machine.cores > 1 ? { server: 0, load: 1 } : undefined,
    reporter: { progress, failure: (text) => void failures.push(text) },
  };
  const rows = chosenRows(options);
  // A measure that fails is reported on the page and does not stop the others.
  const attempt = <Value>(name: string, measure: () => Promise<Value>) =>
    measure().catch((error: Error) => context.reporter.failure(`${name}: ${error.message}`) ?? undefined);
  const unless = async <Value>(name: Measure, measure: () => Promise<Value>) =>
    options.rows.has(name) ? await attempt(name, measure) : undefined;
  const defaultRows = rows.filter(({ mixed }) => !mixed);
  const parts: readonly Part[] = [
    async () => ({
      one: rows.length > 0 ? await attempt("grid", () => measureTable(context, "one", rows)) : undefined,
    }),
    async () => ({
      defaults: await unless("defaults", () =>
        measureTable(
          context,
          "default",
          options.isShort ? defaultRows.slice(0, SHORT_DEFAULT_ROWS) : defaultRows,
        ),
      ),
      threads: await unless("threads", () => measureThreads(context)),
      tail: await unless("tail", () => measureTail(context)),
      watched: await unless("watched", () => measureWatched(context)),
    }),
    async () => ({
      silentKib: await unless("silent", () => measureSilent(context)),
      restMib: await unless("rest", () => measureRest(context)),
      startMs: await unless("start", () => measureStart(context)),
      edges: await unless("edges", () => measureEdges(context)),
      byConnections: await unless("curves", () => byConnections(context)),
      byPipelining: await unless("curves", () => byPipelining(context)),
      jamBench: await unless("bench", () => measureJamBench(context)),
    }),
  ];
  const measured = await (options.isShort ? atOnce(parts) : inTurn(parts));
  return {
    startedAt: startedAt.toISOString(),
    seconds: (Date.now() - startedAt.getTime()) / 1000,
    note: options.note,
    isShort: options.isShort,
    rounds: options.rounds,
    secondsARun: options.seconds,
    machine: { ...machine, steal: stealBetween(before, machineTime()), busyBefore },
    peers: peers.map((peer) => ({
      name: peer.name,
      title: peer.title,
      role: peer.role,
      version: versionOf(peer),
    })),
    missing: options.peers.flatMap((peer) => {
      const debianPackage = missingPackage(peer);
      return debianPackage === undefined ? [] : [{ title: peer.title, debianPackage }];
    }),
    failures,
    ...(Object.fromEntries(
      Object.entries(measured).filter(([, value]) => value !== undefined),
    ) as Partial<Run>),
  };
}

async function inTurn(parts: readonly Part[]): Promise<Measured> {
  let measured: Measured = {};
  for (const part of parts) measured = { ...measured, ...(await part()) };
  return measured;
}

/** For a short run, whose figures are not used. */
async function atOnce(parts: readonly Part[]): Promise<Measured> {
  return Object.assign({}, ...(await Promise.all(parts.map((part) => part()))));
}

/** The mixed row needs the row that it is compared with. */
function chosenRows(options: Options) {
  const isChosen = (name: string) =>
    options.rows.has(name) || (name === PURE_ROW && options.rows.has("mixed"));
  return ROWS.filter(({ name }) => isChosen(name)).filter(
    ({ connections }) => !options.isShort || connections <= SHORT_CONNECTIONS,
  );
}
