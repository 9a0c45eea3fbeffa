/** Connects to the server, or starts it first and waits until it listens. */
import { setTimeout as sleep } from "node:timers/promises";
import { dial } from "../../client/dial.ts";
import { TimeError } from "../../client/index.ts";
import { type Ended, ServerProcess, StartError } from "../../proc/server-process.ts";
import { CommandError, EXIT } from "../exit.ts";

const POLL_MS = 20;
const HOST = "127.0.0.1";
/** From SIGTERM to SIGKILL. */
const TERM_MS = 3000;

/** Resolves with the address of the first successful connection. @throws {TimeError} if it fails */
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

/** @throws {CommandError} if the port is in use, or the command ends or does not listen in time */
export async function startBenchServer(
  command: readonly string[],
  port: number,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<ServerProcess> {
  if (await listens(port)) {
    throw new CommandError(
      `${HOST}:${port} is already in use, so ${command[0]} cannot listen on it. ` +
        "Stop that server, or choose another port with --port.",
      EXIT.environment,
    );
  }
  const server = await startProcess(command);
  try {
    const deadline = performance.now() + timeoutMs;
    while (!(await listens(port))) {
      if (signal.aborted) throw new CommandError("interrupted before the server listened.", EXIT.failed);
      if (server.ended !== undefined)
        throw notListening(`${command[0]} ${endText(server.ended)} before it listened`, server);
      if (performance.now() > deadline) {
        const what = `${command[0]} did not listen on ${HOST}:${port} within ${timeoutMs / 1000} s`;
        throw notListening(`${what}: set its port with --port, or wait longer with --start-timeout`, server);
      }
      await sleep(POLL_MS);
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
    if (error instanceof StartError) throw new CommandError(`${error.message}.`, EXIT.environment);
    throw error;
  }
}

export function endText({ code, signal }: Ended): string {
  return code === null ? `was ended by ${signal}` : `ended with exit code ${code}`;
}

function notListening(what: string, server: ServerProcess): CommandError {
  const output = server.output.toString("utf8").trim();
  const shown = output === "" ? "It printed nothing." : `Its last output:\n${output}`;
  return new CommandError(`${what}. ${shown}`, EXIT.failed);
}
