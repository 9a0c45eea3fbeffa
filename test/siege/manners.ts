/** How each kind of attacker behaves, and what the server may answer it. */
import type { CrowdSocket, Manner } from "./crowd.ts";

const FLOOD = Buffer.from("TIME\r\n".repeat(10_000));
const LONG_LINE = Buffer.alloc(4096, "A");

export const silent: Manner = { name: "silent", expected: /^$/, reads: true };

/** Slowloris: a line that never ends, one byte a second. */
export const dripping: Manner = {
  name: "byte a second",
  expected: /^ERROR line not ended within \d+ seconds?\r\n$/,
  reads: true,
  again(socket) {
    socket.write("A");
  },
};

/** Sends requests as fast as the server reads, and reads no reply. */
export const greedy: Manner = {
  name: "flood, never read",
  expected: /^$/,
  reads: false,
  opened(socket) {
    socket.pause();
    flood(socket);
  },
  again: flood,
};

/** The kernel gives a connection that is read larger buffers, if it may. */
const READ_BYTES = 1 << 20;

/** As greedy, but at first it reads. */
export const turning: Manner = {
  name: "flood, then never read",
  expected: /^($|(JAM \d\d:\d\d:\d\d\r\n){2})/,
  reads: true,
  opened: flood,
  again: flood,
  received(socket) {
    if (socket.data.bytes >= READ_BYTES) socket.pause();
  },
};

function flood(socket: CrowdSocket): void {
  while (socket.write(FLOOD) === FLOOD.length);
}

/** A line over the limit, and some bytes more. */
export const longWinded: Manner = {
  name: "long lines",
  expected: /^ERROR line too long\r\n$/,
  reads: true,
  opened(socket) {
    socket.write(LONG_LINE);
  },
};

/** Sends a request, and resets at once. */
export const resetting: Manner = { name: "resets", expected: /^(JAM \d\d:\d\d:\d\d\r\n)?$/, reads: true };
