import { expect, test } from "bun:test";
import { isOpen, listeners, listensFor } from "../../../src/lab/network/sockets.ts";
import { parseTcpSockets } from "../../../src/proc/tcp-sockets.ts";

const HEAD =
  "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";
const line = (local: string, remote: string, state: string) =>
  `   0: ${local} ${remote} ${state} 00000000:00000000 00:00000000 00000000     0        0 51 1 0 100 0 0 10 0\n`;
const ANY = "00000000:AFC8";
const OWN = "651010AC:AFC8"; // 172.16.16.101:45000, its bytes in the machine's order
const LOOP = "0100007F:AFC8";
const OWN_IN_IPV6 = "0000000000000000FFFF0000651010AC:AFC8";
const ANY_IPV6 = "00000000000000000000000000000000:AFC8";

test("a server on the host's address, or on every one, listens for its clients", () => {
  for (const local of [ANY, OWN, OWN_IN_IPV6, ANY_IPV6]) {
    const sockets = parseTcpSockets(HEAD + line(local, "00000000:0000", "0A"));
    expect(listensFor(sockets, 45_000, "172.16.16.101")).toBe(true);
    expect(listensFor(sockets, 45_001, "172.16.16.101")).toBe(false);
  }
});

test("a server on the loopback alone does not, and where it listens is told", () => {
  const sockets = parseTcpSockets(HEAD + line(LOOP, "00000000:0000", "0A"));
  expect(listensFor(sockets, 45_000, "172.16.16.101")).toBe(false);
  expect(listeners(sockets)).toEqual(["127.0.0.1:45000"]);
});

test("a session is open until both have closed it", () => {
  const states = ["01", "04", "05", "08", "06", "07"].map((state) => line(OWN, "661010AC:9C40", state));
  const sockets = parseTcpSockets(HEAD + states.join(""));
  expect(sockets.map((socket) => [isOpen(socket), socket.remotePort])).toEqual(
    [true, true, true, true, false, false].map((open) => [open, 40_000]),
  );
});
