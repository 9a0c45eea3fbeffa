/** The running server's part of a takeover: it passes its listening sockets on, and learns when they are served. */
import { lstatSync, renameSync, rmSync } from "node:fs";
import { MESSAGE_DESCRIPTORS, MessageSocket } from "../../../proc/message-socket.ts";
import type { Handover } from "../../../server/threads/handover.ts";
import { LAST, MORE, READY } from "./words.ts";

const POLL_MS = 50;
/** A new server that has not begun to serve after this time is given up. */
const START_MS = 30_000;

/** The server that took over. */
interface Next {
  readonly process: number;
  readonly handover: Handover;
  /** Tells it that this server's other ports are free. */
  release(): void;
}

export interface Offer {
  /** Resolves when another server serves the sockets. */
  readonly taken: Promise<Next>;
  /** Offers no more. */
  close(): void;
}

export function offerListeners(path: string, handoverNow: () => Handover): Offer {
  const taken = Promise.withResolvers<Next>();
  let { socket, inode } = publish(path);
  let asking:
    | { readonly with: MessageSocket; readonly handover: Handover; readonly since: number }
    | undefined;

  function look(): void {
    if (asking !== undefined) hear(asking);
    else answer(socket?.accept());
  }

  function answer(peer: MessageSocket | undefined): void {
    if (peer === undefined) return;
    const handover = handoverNow();
    asking = { with: peer, handover, since: performance.now() };
    if (!sendAll(peer, handover.descriptors)) giveUp(peer);
  }

  function hear({ with: peer, handover, since }: NonNullable<typeof asking>): void {
    const message = peer.receive();
    if (message === undefined && performance.now() - since < START_MS) return;
    if (message === undefined || message === "ended" || message.text !== READY) {
      giveUp(peer);
      return;
    }
    end();
    taken.resolve({ process: peer.peerProcess(), handover, release: () => peer.close() });
  }

  /** It may have put its own socket at the path before it ended. */
  function giveUp(peer: MessageSocket): void {
    peer.close();
    asking = undefined;
    if (inodeOf(path) !== inode) {
      socket?.close();
      ({ socket, inode } = publish(path));
    }
  }

  function end(): void {
    clearInterval(looking);
    socket?.close();
  }

  const looking = setInterval(look, POLL_MS);
  return {
    taken: taken.promise,
    close() {
      end();
      if (inodeOf(path) === inode) rmSync(path, { force: true });
    },
  };
}

/** In one step it takes the place of what was there: the socket of a server that ended, or that hands over. */
function publish(path: string): {
  readonly socket: MessageSocket | undefined;
  readonly inode: number | undefined;
} {
  const made = `${path}.${process.pid}`;
  rmSync(made, { force: true });
  const socket = MessageSocket.listen(made);
  if (socket !== undefined) renameSync(made, path);
  return { socket, inode: socket && inodeOf(path) };
}

function inodeOf(path: string): number | undefined {
  return lstatSync(path, { throwIfNoEntry: false })?.ino;
}

function sendAll(peer: MessageSocket, descriptors: readonly number[]): boolean {
  const parts = Array.from({ length: Math.ceil(descriptors.length / MESSAGE_DESCRIPTORS) }, (_, at) =>
    descriptors.slice(at * MESSAGE_DESCRIPTORS, (at + 1) * MESSAGE_DESCRIPTORS),
  );
  return parts.every((part, at) =>
    peer.send({ text: at === parts.length - 1 ? LAST : MORE, descriptors: part }),
  );
}
