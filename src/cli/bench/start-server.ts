/** Connects to the server, or starts it first and waits until it listens. */
import { setTimeout as sleep } from "node:timers/promises";
import { ServerProcess } from "../../bench/server-process.ts";
import { dial } from "../../client/dial.ts";
import { TimeError } from "../../client/index.ts";
import { CommandError, EXIT } from "../exit.ts";

const POLL_MS = 20;
const HOST = "127.0.0.1";

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
  const server = new ServerProcess(command);
  try {
    const deadline = performance.now() + timeoutMs;
    while (!(await listens(port))) {
      if (signal.aborted) throw new CommandError("interrupted before the server listened.", EXIT.failed);
      if (server.ended !== undefined)
        throw notListening(`${command[0]} ${server.ended} before it listened`, server);
      if (performance.now() > deadline) {
        const what = `${command[0]} did not listen on ${HOST}:${port} within ${timeoutMs / 1000} s`;
        throw notListening(`${what}: set its port with --port, or wait longer with --start-timeout`, server);
      }
      await sleep(POLL_MS);
    }
    return server;
  } catch (error) {
    await server[Symbol.asyncDispose]();
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

function notListening(what: string, { lastWords }: ServerProcess): CommandError {
  const output = lastWords === "" ? "It printed nothing." : `Its last output:\n${lastWords}`;
  return new CommandError(`${what}. ${output}`, EXIT.failed);
}
