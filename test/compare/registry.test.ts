import { expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BadOption, readOptions } from "../../compare/options.ts";
import { PEERS } from "../../compare/peers/registry.ts";
import { MEASURES, ROWS } from "../../compare/rows.ts";

const folder = join(import.meta.dirname, "../../compare/peers");

test("every peer file is in the registry", () => {
  const files = readdirSync(folder).filter((file) => file.endsWith(".ts"));
  const names = files
    .map((file) => file.replace(".ts", ""))
    .filter((name) => !["peer", "registry"].includes(name));
  expect(names.sort()).toEqual(PEERS.map(({ name }) => (name === "go" ? "goroutines" : name)).sort());
});

test("names of peers, rows and measures are unique", () => {
  const names = [...PEERS, ...ROWS].map(({ name }) => name).concat(MEASURES);
  expect(new Set(names).size).toBe(names.length);
});

test("there is one jam, one baseline, and three ranked peers", () => {
  const named = (role: string) => PEERS.filter((peer) => peer.role === role).map(({ name }) => name);
  expect(named("jam")).toEqual(["jam"]);
  expect(named("baseline")).toEqual(["baseline"]);
  expect(named("ranked")).toEqual(["redis", "memcached", "go"]);
});

test("a command uses one thread if asked to, and the given port", () => {
  const commands = PEERS.filter(({ name }) => name !== "nginx").map(
    (peer) => [peer.name, peer.command({ port: 20_123, threads: "one", folder: "/nowhere" })] as const,
  );
  for (const [name, { argv }] of commands) expect(`${name} ${argv.includes("20123")}`).toBe(`${name} true`);
  const command = (wanted: string) => commands.find(([name]) => name === wanted)?.[1];
  expect(command("jam")?.argv.slice(-2)).toEqual(["--threads", "1"]);
  expect(command("memcached")?.argv.slice(-2)).toEqual(["-t", "1"]);
  expect(command("go")?.env).toEqual({ GOMAXPROCS: "1" });
});

test("at default settings no command sets the number of threads", () => {
  for (const peer of PEERS.filter(({ name }) => name !== "nginx")) {
    const { argv, env } = peer.command({ port: 1, threads: "default", folder: "/nowhere" });
    expect(argv).not.toContain("--threads");
    expect(argv).not.toContain("-t");
    expect(env ?? {}).toEqual({});
  }
});

test("nginx sends the time without a request, so it is only in the row of one connection per request", () => {
  const nginx = PEERS.find(({ name }) => name === "nginx");
  expect(ROWS.filter((row) => !nginx?.skips(row)).map(({ name }) => name)).toEqual(["churn"]);
});

test("an unknown row is refused with the known names", () => {
  expect(() => readOptions(["--rows", "50x2"], "/docs")).toThrow(BadOption);
  expect(() => readOptions(["--rows", "50x2"], "/docs")).toThrow("50x16");
  expect(() => readOptions(["--rounds", "none"], "/docs")).toThrow(BadOption);
});

test("a short run, and one with another checkout, print the page instead of writing it", () => {
  expect(readOptions([], "/docs").out).toBe("/docs");
  expect(readOptions(["--short"], "/docs").out).toBeUndefined();
  expect(readOptions(["--short", "--out", "/tmp"], "/docs").out).toBe("/tmp");
});

test("--jam puts another checkout next to jam, and refuses one without bin/jam or with a known name", () => {
  const checkout = mkdtempSync(join(tmpdir(), "jam-checkout-"));
  try {
    expect(() => readOptions(["--jam", `old=${checkout}`], "/docs")).toThrow("no bin/jam");
    mkdirSync(join(checkout, "bin"));
    writeFileSync(join(checkout, "bin/jam"), "");
    const { peers, out } = readOptions(["--jam", `old=${checkout}`, "--peers", "redis,jam"], "/docs");
    expect(peers.map(({ name }) => name)).toEqual(["jam", "old", "redis"]);
    expect(peers[1]?.command({ port: 1, threads: "one", folder: "" }).argv[0]).toBe(
      join(checkout, "bin/jam"),
    );
    expect(out).toBeUndefined();
    expect(() => readOptions(["--jam", `redis=${checkout}`], "/docs")).toThrow("another peer");
    expect(() => readOptions(["--jam", checkout], "/docs")).toThrow("NAME=FOLDER");
  } finally {
    rmSync(checkout, { recursive: true });
  }
});
