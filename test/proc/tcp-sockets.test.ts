/** TCP sockets as /proc lists them: a table of the kernel's, and on Linux this process's own sockets. */
import { expect, test } from "bun:test";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { isPortListening } from "../../src/proc/listening-port.ts";
import { ipOf, parseTcpSockets, tcpSockets } from "../../src/proc/tcp-sockets.ts";

const TABLE = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000:AFC8 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 51734 1 0 100 0 0 10 0
  11: 0100007F:AFC8 0100007F:9C40 06 00000000:00000000 03:00001772 00000000     0        0 0 3 0
`;

test("a row has its address, ports, state and inode", () => {
  expect(parseTcpSockets(TABLE)).toEqual([
    {
      localAddress: "00000000",
      localPort: 45_000,
      remoteAddress: "00000000",
      remotePort: 0,
      state: "listen",
      inode: 51_734,
    },
    {
      localAddress: "0100007F",
      localPort: 45_000,
      remoteAddress: "0100007F",
      remotePort: 40_000,
      state: "time-wait",
      inode: 0,
    },
  ]);
  expect(parseTcpSockets("")).toEqual([]);
});

test.if(process.platform === "linux")("a port is listened on until its server closes", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  expect(isPortListening(port)).toBe(true);
  expect(tcpSockets()?.find(({ localPort }) => localPort === port)?.inode).toBeGreaterThan(0);
  server.close();
  await once(server, "close");
  expect(isPortListening(port)).toBe(false);
});

test("an address is read as text, also one of IPv4 on an IPv6 socket", () => {
  const texts = {
    "00000000": "0.0.0.0",
    "0200007F": "127.0.0.2",
    "00000000000000000000000000000000": "::",
    "00000000000000000000000001000000": "::1",
    "0000000000000000FFFF0000651010AC": "172.16.16.101",
    B80D0120000000000000000001000000: "2001:db8::1",
  };
  for (const [hex, text] of Object.entries(texts)) expect(ipOf(hex)).toBe(text);
});
