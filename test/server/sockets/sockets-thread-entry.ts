/** A thread for `Sockets`: reports every call of its handlers, and obeys commands. */

import { BunSockets } from "../../../src/server/sockets/bun.ts";
import { DescriptorOwners } from "../../../src/server/sockets/linux/descriptor-owners.ts";
import { EpollSockets } from "../../../src/server/sockets/linux/epoll-sockets.ts";
import { systemCalls } from "../../../src/server/sockets/linux/system-calls.ts";
import { type ListenAddress, ListenError } from "../../../src/server/sockets/listen.ts";
import type { SocketHandlers, StreamSocket } from "../../../src/server/sockets/sockets.ts";

declare const self: Worker;

export type Kind = "epoll" | "runtime";

export type Act =
  | { readonly act: "open"; readonly kind: Kind; readonly owners: SharedArrayBuffer }
  | { readonly act: "listen"; readonly place: ListenAddress }
  | { readonly act: "write"; readonly id: number; readonly bytes: Uint8Array; readonly offset: number }
  | { readonly act: "shutdown" | "end" | "terminate" | "pause" | "resume"; readonly id: number }
  | { readonly act: "after"; readonly delays: readonly number[] }
  /** From now on sends back what comes, without reporting it. */
  | { readonly act: "echo" }
  /** From now on the kernel takes nothing, although it reports sockets as writable; or it is the kernel again. */
  | { readonly act: "take-nothing"; readonly isOn: boolean }
  /** Does nothing until the cell is set, then stops listening. */
  | { readonly act: "stop-listening"; readonly when: Int32Array }
  | { readonly act: "list" | "end-all" | "ping" };

export type Report =
  | { readonly kind: "opened"; readonly eventfd: number | undefined }
  | { readonly kind: "listens"; readonly code: string | undefined }
  | { readonly kind: "open"; readonly id: number; readonly address: string; readonly port: number }
  | { readonly kind: "data"; readonly id: number; readonly text: string }
  | { readonly kind: "drain" | "end"; readonly id: number }
  | { readonly kind: "close"; readonly id: number; readonly isReset: boolean }
  | { readonly kind: "wrote"; readonly id: number; readonly taken: number }
  | { readonly kind: "called"; readonly delay: number; readonly late: number }
  | { readonly kind: "list"; readonly ids: readonly number[] }
  | { readonly kind: "stopped" | "pong" };

type Numbered = StreamSocket<number>;

const sockets = new Map<number, Numbered>();
let opened = 0;
let echoes = false;
let takesNothing = false;
/** What is written again when a socket is writable. */
let unsent: Uint8Array | undefined;
let serving: EpollSockets<number> | BunSockets<number> | undefined;

const report = (event: Report) => self.postMessage(event);
const idOf = (socket: Numbered) => socket.data ?? -1;

const handlers: SocketHandlers<number> = {
  open(socket) {
    socket.data = opened++;
    sockets.set(socket.data, socket);
    report({ kind: "open", id: socket.data, address: socket.remoteAddress, port: socket.remotePort });
  },
  data(socket, chunk) {
    if (echoes) socket.write(chunk, 0, chunk.length);
    else report({ kind: "data", id: idOf(socket), text: chunk.toString() });
  },
  drain(socket) {
    report({ kind: "drain", id: idOf(socket) });
    if (unsent !== undefined && socket.write(unsent, 0, unsent.length) > 0) unsent = undefined;
  },
  end: (socket) => report({ kind: "end", id: idOf(socket) }),
  close: (socket, error) => report({ kind: "close", id: idOf(socket), isReset: error !== undefined }),
  error() {},
};

function open(kind: Kind, owners: SharedArrayBuffer) {
  if (kind === "runtime") return new BunSockets(handlers);
  const calls = systemCalls();
  if (calls === undefined) throw new Error("these are no system calls that it knows");
  const ownSend = (...all: Parameters<typeof calls.send>) => (takesNothing ? -1 : calls.send(...all));
  const send = Object.assign(ownSend, calls.send); // it has the mark of a foreign function
  return new EpollSockets({ ...calls, send }, handlers, new DescriptorOwners(owners), 0, 200);
}

function codeOf(listen: () => void): string | undefined {
  try {
    listen();
    return undefined;
  } catch (error) {
    if (error instanceof ListenError) return error.code;
    throw error;
  }
}

function obey(act: Act): void {
  switch (act.act) {
    case "open":
      serving = open(act.kind, act.owners);
      report({ kind: "opened", eventfd: serving.eventfd });
      break;
    case "listen":
      report({ kind: "listens", code: codeOf(() => serving?.listen(act.place)) });
      break;
    case "write":
      report({ kind: "wrote", id: act.id, taken: write(act.id, act.bytes, act.offset) });
      break;
    case "after":
      for (const delay of act.delays) callAfter(delay);
      break;
    case "echo":
      echoes = true;
      break;
    case "take-nothing":
      takesNothing = act.isOn;
      break;
    case "stop-listening":
      Atomics.wait(act.when, 0, 0);
      serving?.stopListening([]);
      report({ kind: "stopped" });
      break;
    case "list": {
      const ids: number[] = [];
      serving?.forEachOpen((socket) => void ids.push(idOf(socket)));
      report({ kind: "list", ids });
      break;
    }
    case "end-all":
      serving?.forEachOpen((socket) => socket.end());
      break;
    case "ping":
      report({ kind: "pong" });
      break;
    default:
      sockets.get(act.id)?.[act.act]();
  }
}

function write(id: number, bytes: Uint8Array, offset: number): number {
  if (takesNothing) unsent = bytes;
  return sockets.get(id)?.write(bytes, offset, bytes.length - offset) ?? -1;
}

function callAfter(delay: number): void {
  const due = performance.now() + delay;
  serving?.after(delay, () => report({ kind: "called", delay, late: performance.now() - due }));
}

self.onmessage = ({ data }: MessageEvent<Act>) => obey(data);
