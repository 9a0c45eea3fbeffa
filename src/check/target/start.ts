/** Starts COMMAND, and waits until one of its processes listens, or it is known that none will. */
import { StartError } from "../../proc/server-process.ts";
import type { NotJudged } from "../not-judged.ts";
import { type Place, placeOf } from "./place.ts";
import type { Address } from "./route.ts";
import { type StartProcess, TargetServer } from "./target-server.ts";

export interface StartOptions {
  readonly command: readonly string[];
  /** Where it is asked to listen. */
  readonly asked: Address;
  readonly withinMs: number;
  readonly timeScale: number;
  readonly signal: AbortSignal | undefined;
  readonly startProcess: StartProcess | undefined;
  /** Nothing else listens in its network namespace. */
  readonly hasOwnNetwork: boolean | undefined;
}

export interface Started {
  readonly server: TargetServer;
  readonly place: Place;
}

const PAUSE_MS = 50;
/** A server that listens on another port, such as a debugger's, may still open the right one. */
const OTHER_PORT_MS = 2_000;
/** A command that has exited may have had a service of the system start the server. */
const ELSEWHERE_MS = 2_000;

/** Undefined if the signal came. A server that is not returned has been stopped. */
export async function startTarget(options: StartOptions): Promise<Started | NotJudged | undefined> {
  const [program = ""] = options.command;
  let server: TargetServer;
  try {
    server = await TargetServer.start(options.command, options.startProcess);
  } catch (error) {
    if (error instanceof StartError) return { why: "cannot-start", program, code: error.code };
    throw error;
  }
  const found = await untilListening(server, options);
  if (found !== undefined && "address" in found) return { server, place: found };
  await server.stop();
  return found;
}

async function untilListening(
  server: TargetServer,
  { asked, withinMs, timeScale, signal, hasOwnNetwork }: StartOptions,
): Promise<Place | NotJudged | undefined> {
  const startedAt = performance.now();
  let otherSince: number | undefined;
  let goneSince: number | undefined;
  while (signal?.aborted !== true) {
    const { ended, pids } = server; // before the look at its sockets: it may listen and end in between
    const place = await placeOf(asked, pids, hasOwnNetwork);
    const now = performance.now();
    if (place?.address.port === asked.port) return place;
    if (place !== undefined) otherSince ??= now;
    if (place !== undefined && now - (otherSince ?? now) >= OTHER_PORT_MS * timeScale) return place;
    if (ended !== undefined && pids.length === 0) {
      goneSince ??= now;
      const graceMs = ended.code === 0 ? ELSEWHERE_MS * timeScale : 0;
      if (now - goneSince >= graceMs) return { why: "exited", ...ended, output: await server.lastOutput() };
    }
    if (now - startedAt >= withinMs) {
      const seconds = withinMs / 1000;
      const output = await server.lastOutput();
      return { why: ended === undefined ? "did-not-listen" : "went-to-background", seconds, output };
    }
    await Bun.sleep(PAUSE_MS);
  }
  return undefined;
}
