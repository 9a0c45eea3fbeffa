/** A run: the lab, captures on every host, the server, the experiments, and the folder for the results. */
import { release } from "node:os";
import { join } from "node:path";
import { readCapture } from "../capture/read-capture.ts";
import { factsOf } from "../judge/facts-of.ts";
import { type LabDaemon, startDaemon, startRunDaemon, type TiedDaemon } from "../network/daemon.ts";
import type { LabHost, Layout } from "../network/layout.ts";
import { isOpen, socketsOf } from "../network/sockets.ts";
import type { LabState } from "../network/state.ts";
import { toolVersions } from "../network/tools.ts";
import { captureHost } from "./capture-host.ts";
import { experimentsFor } from "./experiments.ts";
import { startLabServer } from "./lab-server.ts";
import { runExperiment } from "./run-experiment.ts";
import type { ExperimentRecord, RunRecord } from "./run-folder.ts";
import { sourcesOfCommand } from "./source-files.ts";
import type { RunWords } from "./words/words.ts";

export interface RunRequest {
  /** The running lab; if undefined, a lab of this layout is made for the run. */
  readonly running: LabState | undefined;
  readonly layout: Layout;
  readonly port: number;
  /** The server's command, from its address. */
  readonly commandFor: (address: string) => readonly string[];
  /** The server's working directory. */
  readonly folder: string;
  /** An empty folder for the captures and records. */
  readonly out: string;
  /** Called with a line at the start of each stage. */
  readonly log: (line: string) => void;
  readonly words: RunWords;
  readonly signal: AbortSignal;
}

/** Sessions get this long to end before the captures end. */
const CLOSING_SECONDS = 3;

/** @throws {LabError} @throws {MissingTool} @throws the signal's reason when it is aborted */
export async function runLab(request: RunRequest): Promise<RunRecord> {
  const { signal } = request;
  await using lab = await labFor(request);
  const end = () => void lab[Symbol.asyncDispose]();
  signal.addEventListener("abort", end);
  try {
    signal.throwIfAborted();
    return await runIn(lab.daemon, request);
  } catch (error) {
    signal.throwIfAborted(); // the failure follows from the end of the lab
    throw error;
  } finally {
    signal.removeEventListener("abort", end);
  }
}

function labFor({ running, layout, log, words }: RunRequest): Promise<TiedDaemon> {
  if (running !== undefined) {
    log(words.runningLab);
    return startRunDaemon(running.daemon);
  }
  log(words.newLab(layout.hosts.map(({ name, address }) => `${name} ${address}`).join(", ")));
  return startDaemon(layout, "tied");
}

async function runIn(daemon: LabDaemon, request: RunRequest): Promise<RunRecord> {
  const { layout, port, folder, out, log, words, signal } = request;
  const startedAt = new Date().toISOString();
  const [serverHost, ...clients] = layout.hosts;
  if (serverHost === undefined) throw new Error("a lab has at least one host");
  const { name: host, address } = serverHost;
  const command = request.commandFor(address);
  const captures = layout.hosts.map(({ name }) => ({ host: name, file: `${name}.pcapng` }));

  log(words.capturing(captures.map((capture) => capture.host).join(", ")));
  const capturing = await Promise.all(
    captures.map((capture) => captureHost(daemon, capture.host, join(out, capture.file))),
  );
  log(words.server(host, command.join(" ")));
  const sources = sourcesOfCommand(command, folder);
  const server = await startLabServer(daemon, {
    host,
    address,
    port,
    command,
    folder,
    log: join(out, "server.log"),
  });

  const records: ExperimentRecord[] = [];
  const experiments = experimentsFor({
    server: { address, port },
    clients: clients.map(({ name }) => name),
    roundTripSeconds: roundTripSeconds(layout.hosts),
  });
  for (const experiment of experiments) {
    signal.throwIfAborted();
    log(`${experiment.clause} ${experiment.id}: ${words.questions[experiment.id]}`);
    records.push(await runExperiment(daemon, experiment));
    const code = server.ended();
    if (code !== undefined) log(words.serverEnded(code));
  }

  signal.throwIfAborted();
  await sessionsEnded(request, daemon);
  await Promise.all(capturing.map((capture) => capture.end()));
  const output = await server.stop();
  const hosts = layout.hosts.map(({ name, address }) => ({ name, address }));
  const record: RunRecord = {
    schema: 1,
    startedAt,
    hosts,
    server: { host, address, port, command, output, sources },
    captures,
    experiments: records,
    machine: { kernel: release(), tools: await toolVersions() },
  };
  await write(out, "run.json", record); // from here on everything can be made again
  log(words.reading);
  const read = captures.map((capture) => readCapture({ ...capture, file: join(out, capture.file), port }));
  // The folder may be moved, so its facts contain file names without a path.
  const whole = (await Promise.all(read)).map((capture, index) => ({
    ...capture,
    file: captures[index]?.file ?? "",
  }));
  await write(out, "facts.json", factsOf(whole, { port, hosts }));
  return record;
}

/** Resolves when no session of the run is open, or the time for that is over. */
async function sessionsEnded({ layout, port }: RunRequest, daemon: LabDaemon): Promise<void> {
  const deadline = performance.now() + CLOSING_SECONDS * 1000;
  const areEnded = async () => {
    const all = await Promise.all(layout.hosts.map(({ name }) => socketsOf(daemon, name)));
    return all
      .flat()
      .every((socket) => !isOpen(socket) || ![socket.localPort, socket.remotePort].includes(port));
  };
  while (!(await areEnded()) && performance.now() < deadline) await Bun.sleep(50);
}

/** Each end of a connection has a link, and its delay applies to both directions. */
function roundTripSeconds(hosts: readonly LabHost[]): number {
  const delays = hosts.map(({ link }) => link.delayMs ?? 0);
  const [server = 0, ...clients] = delays;
  return (2 * (server + Math.max(...clients))) / 1000;
}

async function write(folder: string, name: string, value: unknown): Promise<void> {
  await Bun.write(join(folder, name), `${JSON.stringify(value, undefined, 2)}\n`);
}
