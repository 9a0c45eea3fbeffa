import { expect, test } from "bun:test";
import { buildScript } from "../../../src/lab/network/build-script.ts";
import { DEFAULT_NETWORK, defaultHosts, layoutOf } from "../../../src/lab/network/layout.ts";
import { FREE_LINK } from "../../../src/lab/network/link.ts";

const usual = layoutOf(DEFAULT_NETWORK, defaultHosts(DEFAULT_NETWORK));

test("every host gets a namespace, a link to the bridge and its address", () => {
  const script = buildScript(usual, "tied");
  for (const { name, address } of usual.hosts) {
    expect(script).toContain(`ip netns add ${name} `);
    expect(script).toContain(`ip link set dev ${name} master jam0 up `);
    expect(script).toContain(`ip -n ${name} addr add ${address}/24 dev eth0 `);
  }
  expect(script).not.toContain("tc ");
});

test("a link's settings apply at both of its ends, and at no other link", () => {
  const slow = layoutOf(DEFAULT_NETWORK, usual.hosts, (host) =>
    host === "mesin2" ? { ...FREE_LINK, delayMs: 50 } : FREE_LINK,
  );
  const lines = buildScript(slow, "tied").split("\n");
  expect(lines.filter((line) => line.startsWith("tc ")).map((line) => line.split(" ||")[0])).toEqual([
    "tc -n mesin2 qdisc add dev eth0 root handle 1: netem delay 50ms",
    "tc qdisc add dev mesin2 root handle 1: netem delay 50ms",
  ]);
});

test("the script is valid for a shell", () => {
  for (const life of ["tied", "detached"] as const) {
    const { exitCode, stderr } = Bun.spawnSync(["sh", "-n", "-c", buildScript(usual, life)]);
    expect(stderr.toString()).toBe("");
    expect(exitCode).toBe(0);
  }
});
