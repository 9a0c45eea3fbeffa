/** The port that COMMAND is to listen on, still in use: by TIME_WAIT, by an outgoing connection, by a neighbour. */
import { expect } from "bun:test";
import { join } from "node:path";
import { runProgram } from "../../end-to-end/support/run-program.ts";
import { inOwnNetwork, testInOwnNetwork } from "./own-network.ts";

const ROOT = join(import.meta.dirname, "../../..");
const PORT = 45_000;

/** A client of another program was given the port as its own; `$1` is what becomes of its connection. */
const OUTGOING = `
import socket, sys, time
listening = socket.create_server(("127.0.0.1", 50001))
ports = "/proc/sys/net/ipv4/ip_local_port_range"
open(ports, "w").write("${PORT} ${PORT}")
client = socket.create_connection(("127.0.0.1", 50001)); accepted, _ = listening.accept()
open(ports, "w").write("32768 60999")
if sys.argv[1] == "closed": client.close(); accepted.close(); sys.exit()
print("open", flush=True); time.sleep(float(sys.argv[1]))
`;

const WAIT = `
import { untilPortIsFree } from "${join(ROOT, "src/check/target/port.ts")}";
const from = performance.now();
const signal = AbortSignal.timeout(8_000);
const use = await untilPortIsFree({ port: ${PORT}, signal, onWait: (found) => console.log(JSON.stringify(found)) });
console.log(JSON.stringify({ use, isInTime: performance.now() - from < 6_000 }));
process.exit();`;

async function waitAfter(shell: string) {
  const command = ["sh", "-c", `${shell}\nexec "$2" -e "$3"`, "sh", OUTGOING, process.execPath, WAIT];
  const { stdout, stderr } = await runProgram(inOwnNetwork("ip link set lo up", command));
  if (stderr !== "") throw new Error(stderr);
  return stdout
    .trim()
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line));
}

testInOwnNetwork(
  "a connection in TIME_WAIT that was another program's does not keep a server waiting for a minute",
  async () => {
    expect(await waitAfter('python3 -c "$1" closed')).toEqual([{ isInTime: true }]);
  },
  30_000,
);

testInOwnNetwork(
  "another program's outgoing connection is named, and waited for",
  async () => {
    const held = 'python3 -c "$1" 2 >out & while ! grep -sq open out; do sleep 0.01; done';
    const [waited, result] = await waitAfter(`cd "$(mktemp -d)"; ${held}`);
    expect(waited).toMatchObject({
      ...{ why: "port-in-use", port: PORT, program: expect.stringContaining("python") },
      ...{ local: `127.0.0.1:${PORT}`, remote: "127.0.0.1:50001", state: "ESTABLISHED" },
    });
    expect(result).toEqual({ isInTime: true });
  },
  30_000,
);
