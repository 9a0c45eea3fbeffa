/** Limits and lists for IPv6 peers, in a network namespace that has addresses of several networks. */
import { expect, test } from "bun:test";
import { fileURLToPath } from "node:url";
import { runProgram } from "../support/run-program.ts";

const PROGRAM = fileURLToPath(new URL("../support/ipv6-peers.ts", import.meta.url));
const ADDRESSES = ["2001:db8:0:1::1", "2001:db8:0:1::2", "2001:db8:0:1:ffff::3", "2001:db8:0:2::1"];
const [FIRST, SECOND, THIRD, ELSEWHERE] = ADDRESSES;
const FULL = "ERROR too many connections";
const NOT_ALLOWED = "ERROR not allowed";

const SETUP = [
  "ip link set lo up",
  ...ADDRESSES.map((address) => `ip address add ${address}/128 dev lo nodad`),
].join(" && ");

const namespace = (script: string) => ["unshare", "--user", "--map-root-user", "--net", "sh", "-c", script];
const isPossible = Bun.which("ip") !== null && Bun.spawnSync(namespace(SETUP)).success;

async function served(flags: readonly string[], peers: readonly (string | undefined)[]): Promise<unknown> {
  const command = [process.execPath, PROGRAM, JSON.stringify(flags), JSON.stringify(peers)];
  const words = command.map((word) => `'${word}'`).join(" ");
  const { exit, stdout, stderr } = await runProgram(namespace(`${SETUP} && exec ${words}`));
  expect([exit, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout);
}

const inNamespace = (title: string, run: () => Promise<void>) =>
  test.skipIf(!isPossible)(`${title} (needs namespaces, and Debian's iproute2)`, run, 20_000);

inNamespace("a /64 is one peer to the limit of connections, and another /64 is another", async () => {
  const flags = ["--max-connections-per-address", "2"];
  const peers = [FIRST, SECOND, THIRD, ELSEWHERE, "127.0.0.1"];
  expect(await served(flags, peers)).toEqual(["JAM", "JAM", FULL, "JAM", "JAM"]);
});

inNamespace("--allow and --deny tell single addresses and networks of any length", async () => {
  const flags = ["--allow", "2001:db8:0:1::/64", "--deny", "2001:db8:0:1::2"];
  const peers = [FIRST, SECOND, THIRD, ELSEWHERE, "127.0.0.1"];
  expect(await served(flags, peers)).toEqual(["JAM", NOT_ALLOWED, "JAM", NOT_ALLOWED, NOT_ALLOWED]);
});
