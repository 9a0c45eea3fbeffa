/** Reaches the server that is to be asked, or starts it first and waits until it listens. */
import { setTimeout as sleep } from "node:timers/promises";
import { dial } from "../../client/dial.ts";
import { TimeError } from "../../client/index.ts";
import { type Ended, ServerProcess, StartError } from "../../proc/server-process.ts";
import { CommandError, EXIT } from "../exit.ts";

const LOOK_MS = 20;
const HOST = "127.0.0.1";
/** From SIGTERM to SIGKILL. */
const TERM_MS = 3000;

/** Resolves with the address that a connection came to. @throws {TimeError} where none comes about */
export async function reach(
  host: string,
  port: number,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<string> {
  const socket = await dial({ host, port, connectTimeoutMs: timeoutMs, signal });
  const address = socket.remoteAddress ?? host;
  socket.destroy();
  return address;
}

/** @throws {CommandError} where the port is taken, or the command ends or does not listen in time */
export async function startBenchServer(
  command: readonly string[],
  port: number,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<ServerProcess> {
  if (await listens(port)) {
    throw new CommandError(
      `something listens on ${HOST}:${port} already, so ${command[0]} could not be told from it. ` +
        "Stop it, or name another port with --port.",
      EXIT.environment,
    );
  }
  const server = await startProcess(command);
  try {
    const deadline = performance.now() + timeoutMs;
    while (!(await listens(port))) {
      if (signal.aborted) throw new CommandError("ended before the server listened.", EXIT.failed);
      if (server.ended !== undefined)
        throw notListening(`${command[0]} ${endText(server.ended)} before it listened`, server);
      if (performance.now() > deadline) {
        const what = `${command[0]} did not listen on ${HOST}:${port} within ${timeoutMs / 1000} s`;
        throw notListening(`${what}: --port names the port, --start-timeout waits longer`, server);
      }
      await sleep(LOOK_MS);
    }
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function listens(port: number): Promise<boolean> {
  try {
    await reach(HOST, port, 1000);
    return true;
  } catch (error) {
    if (error instanceof TimeError) return false;
    throw error;
  }
}

async function startProcess(command: readonly string[]): Promise<ServerProcess> {
  try {
    return await ServerProcess.start(command, TERM_MS);
  } catch (error) {
    if (error instanceof StartError) throw new CommandError(`${error.message}.`, EXIT.failed);
    throw error;
  }
}

function endText({ code, signal }: Ended): string {
  return code === null ? `was ended by ${signal}` : `ended with exit code ${code}`;
}

function notListening(what: string, server: ServerProcess): CommandError {
  const output = server.output.toString("utf8").trim();
  const shown = output === "" ? "It wrote nothing." : `Its last words:\n${output}`;
  return new CommandError(`${what}. ${shown}`, EXIT.failed);
}
