/** A run: the lab, captures on every host, the server, the experiments, and the folder that keeps it all. */
import { release } from "node:os";
import { join } from "node:path";
import { factsOf } from "../capture/facts-of.ts";
import { readCapture } from "../capture/read-capture.ts";
import { startDaemon, startKeeper, type TiedDaemon } from "../network/daemon.ts";
import type { LabHost, Layout } from "../network/layout.ts";
import { isOpen, socketsOf } from "../network/sockets.ts";
import type { LabState } from "../network/state.ts";
import { toolVersions } from "../network/tools.ts";
import { captureHost } from "./capture-host.ts";
import { experimentsFor } from "./experiments.ts";
import { startLabServer } from "./lab-server.ts";
import { runExperiment } from "./run-experiment.ts";
import type { ExperimentRecord, RunRecord } from "./run-folder.ts";

export interface RunRequest {
  /** The lab that stands; without one a lab of this layout is made for the run. */
  readonly standing: LabState | undefined;
  readonly layout: Layout;
  readonly port: number;
  /** From the server's address: its command. */
  readonly commandFor: (address: string) => readonly string[];
  /** Where the server is started. */
  readonly folder: string;
  /** An empty folder that takes the captures and records. */
  readonly out: string;
  /** Told of each stage as it begins. */
  readonly tell: (line: string) => void;
  readonly signal: AbortSignal;
}

/** How long sessions get to be over before the captures end. */
const OVER_SECONDS = 3;

/** @throws {LabError} @throws {MissingTool} @throws the signal's reason when it is aborted */
export async function runLab(request: RunRequest): Promise<RunRecord> {
  const { signal } = request;
  await using held = await hold(request);
  const end = () => void held[Symbol.asyncDispose]();
  signal.addEventListener("abort", end);
  try {
    signal.throwIfAborted();
    return await runHeld(request, held);
  } catch (error) {
    signal.throwIfAborted(); // what fails because all was ended is no failure of its own
    throw error;
  } finally {
    signal.removeEventListener("abort", end);
  }
}

function hold({ standing, layout, tell }: RunRequest): Promise<TiedDaemon> {
  if (standing !== undefined) {
    tell("the lab that stands is used");
    return startKeeper(standing.holder);
  }
  tell(`the lab: ${layout.hosts.map(({ name, address }) => `${name} ${address}`).join(", ")}`);
  return startDaemon(layout, "tied");
}

async function runHeld(request: RunRequest, { holder }: TiedDaemon): Promise<RunRecord> {
  const { layout, port, folder, out, tell, signal } = request;
  const startedAt = new Date().toISOString();
  const [serverHost, ...clients] = layout.hosts;
  if (serverHost === undefined) throw new Error("a lab has hosts");
  const { name: host, address } = serverHost;
  const command = request.commandFor(address);
  const captures = layout.hosts.map(({ name }) => ({ host: name, file: `${name}.pcapng` }));

  tell(`capturing on ${captures.map((capture) => capture.host).join(", ")}`);
  const capturing = await Promise.all(
    captures.map((capture) => captureHost(holder, capture.host, join(out, capture.file))),
  );
  tell(`the server on ${host}: ${command.join(" ")}`);
  const server = await startLabServer(holder, {
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
    tell(`${experiment.clause} ${experiment.id}: ${experiment.question}`);
    records.push(await runExperiment(holder, experiment));
    const code = server.ended();
    if (code !== undefined) {
      tell(`the server has ended by itself, with ${code}; what follows finds nobody`);
    }
  }

  signal.throwIfAborted();
  await sessionsOver(request, holder);
  await Promise.all(capturing.map((capture) => capture.end()));
  await server.stop();
  const hosts = layout.hosts.map(({ name, address }) => ({ name, address }));
  const record: RunRecord = {
    schema: 1,
    startedAt,
    hosts,
    server: { host, address, port, command },
    captures,
    experiments: records,
    machine: { kernel: release(), tools: await toolVersions() },
  };
  await write(out, "run.json", record); // all that cannot be made again is there now
  tell("reading the captures");
  const read = captures.map((capture) => readCapture({ ...capture, file: join(out, capture.file), port }));
  // A folder may be moved: its facts name its files by their names alone.
  const whole = (await Promise.all(read)).map((capture, index) => ({
    ...capture,
    file: captures[index]?.file ?? "",
  }));
  await write(out, "facts.json", factsOf(whole, { port, hosts }));
  return record;
}

/** Resolves when no session of the run is open any more, or the time for it is over. */
async function sessionsOver({ layout, port }: RunRequest, holder: TiedDaemon["holder"]): Promise<void> {
  const deadline = performance.now() + OVER_SECONDS * 1000;
  const isOver = async () => {
    const all = await Promise.all(layout.hosts.map(({ name }) => socketsOf(holder, name)));
    return all
      .flat()
      .every((socket) => !isOpen(socket) || ![socket.localPort, socket.remotePort].includes(port));
  };
  while (!(await isOver()) && performance.now() < deadline) await Bun.sleep(50);
}

/** A link's delay holds for either direction, and both ends have one. */
function roundTripSeconds(hosts: readonly LabHost[]): number {
  const delays = hosts.map(({ link }) => link.delayMs ?? 0);
  const [server = 0, ...clients] = delays;
  return (2 * (server + Math.max(...clients))) / 1000;
}

async function write(folder: string, name: string, value: unknown): Promise<void> {
  await Bun.write(join(folder, name), `${JSON.stringify(value, undefined, 2)}\n`);
}
