/** The new server's part of a takeover: it gets the listening sockets, and says when it serves them. */
import { setTimeout as sleep } from "node:timers/promises";
import { MessageSocket } from "../../../proc/message-socket.ts";
import { adoptListeners } from "../../../server/sockets/inherited.ts";
import { CommandError, EXIT } from "../../exit.ts";
import { LAST, READY } from "./words.ts";

const POLL_MS = 5;
/** The running server looks for a new one 20 times a second. */
const ANSWER_MS = 5_000;
/** It closes its monitor, whose port is then free. */
const RELEASE_MS = 3_000;

export interface Previous {
  readonly descriptors: readonly number[];
  readonly process: number;
  /** From now on this server serves alone: the other one drains. Resolves once its monitor is closed. */
  ready(): Promise<void>;
}

/**
 * @returns undefined if no server runs that was started with --takeover
 * @throws {CommandError} if it does not answer
 */
export async function askForListeners(path: string): Promise<Previous | undefined> {
  const deadline = performance.now() + ANSWER_MS;
  while (performance.now() < deadline) {
    const socket = MessageSocket.connect(path);
    if (socket === undefined) return undefined;
    const descriptors = await receiveAll(socket, deadline);
    if (descriptors !== undefined && !("bad" in adoptListeners(descriptors)))
      return { descriptors, process: socket.peerProcess(), ready: () => sayReady(socket) };
    socket.close(); // it ended, or another new server was faster: then that one answers next
    await sleep(POLL_MS);
  }
  throw new CommandError(
    `the running server did not hand its port over within ${ANSWER_MS / 1000} s; it still runs.`,
    EXIT.environment,
  );
}

async function receiveAll(socket: MessageSocket, deadline: number): Promise<readonly number[] | undefined> {
  const descriptors: number[] = [];
  while (performance.now() < deadline) {
    const message = socket.receive();
    if (message === "ended") return undefined;
    if (message === undefined) await sleep(POLL_MS);
    else descriptors.push(...message.descriptors);
    if (message?.text === LAST) return descriptors;
  }
  return undefined;
}

async function sayReady(socket: MessageSocket): Promise<void> {
  socket.send({ text: READY, descriptors: [] });
  const deadline = performance.now() + RELEASE_MS;
  while (socket.receive() !== "ended" && performance.now() < deadline) await sleep(POLL_MS);
  socket.close();
}
