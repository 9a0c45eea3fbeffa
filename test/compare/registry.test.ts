import { expect, test } from "bun:test";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { BadOption, readOptions } from "../../compare/options.ts";
import { PEERS } from "../../compare/peers/registry.ts";
import { MEASURES, ROWS } from "../../compare/rows.ts";

const folder = join(import.meta.dirname, "../../compare/peers");

test("every file of a peer is in the registry", () => {
  const files = readdirSync(folder).filter((file) => file.endsWith(".ts"));
  const names = files
    .map((file) => file.replace(".ts", ""))
    .filter((name) => !["peer", "registry"].includes(name));
  expect(names.sort()).toEqual(PEERS.map(({ name }) => (name === "go" ? "goroutines" : name)).sort());
});

test("a peer has a name of its own, and no name is a row's too", () => {
  const names = [...PEERS, ...ROWS].map(({ name }) => name).concat(MEASURES);
  expect(new Set(names).size).toBe(names.length);
});

test("there is one jam, one floor, and the three that are ranked", () => {
  const named = (role: string) => PEERS.filter((peer) => peer.role === role).map(({ name }) => name);
  expect(named("jam")).toEqual(["jam"]);
  expect(named("floor")).toEqual(["floor"]);
  expect(named("ranked")).toEqual(["redis", "memcached", "go"]);
});

test("one thread is one thread, and the port is the one that was given", () => {
  const said = PEERS.filter(({ name }) => name !== "nginx").map(
    (peer) => [peer.name, peer.command({ port: 20_123, threads: "one", folder: "/nowhere" })] as const,
  );
  for (const [name, { argv }] of said) expect(`${name} ${argv.includes("20123")}`).toBe(`${name} true`);
  const command = (wanted: string) => said.find(([name]) => name === wanted)?.[1];
  expect(command("jam")?.argv.slice(-2)).toEqual(["--threads", "1"]);
  expect(command("memcached")?.argv.slice(-2)).toEqual(["-t", "1"]);
  expect(command("go")?.env).toEqual({ GOMAXPROCS: "1" });
});

test("at his defaults nobody is told how many threads to use", () => {
  for (const peer of PEERS.filter(({ name }) => name !== "nginx")) {
    const { argv, env } = peer.command({ port: 1, threads: "default", folder: "/nowhere" });
    expect(argv).not.toContain("--threads");
    expect(argv).not.toContain("-t");
    expect(env ?? {}).toEqual({});
  }
});

test("nginx answers before it is asked, so it is in the connection-a-request row alone", () => {
  const nginx = PEERS.find(({ name }) => name === "nginx");
  expect(ROWS.filter((row) => !nginx?.leftOut(row)).map(({ name }) => name)).toEqual(["churn"]);
});

test("an unknown row is refused with the names there are", () => {
  expect(() => readOptions(["--rows", "50x2"], "/docs")).toThrow(BadOption);
  expect(() => readOptions(["--rows", "50x2"], "/docs")).toThrow("50x16");
  expect(() => readOptions(["--rounds", "none"], "/docs")).toThrow(BadOption);
});

test("a short run writes nothing unless it is told where", () => {
  expect(readOptions(["--short"], "/docs").out).toBeUndefined();
  expect(readOptions([], "/docs").out).toBe("/docs");
  expect(existsSync("/docs")).toBe(false);
});
