import { expect, test } from "bun:test";
import type { Step } from "../../../src/lab/run/experiment.ts";
import { experimentsFor } from "../../../src/lab/run/experiments.ts";

const setting = {
  server: { address: "172.16.16.101", port: 45_000 },
  clients: ["mesin2", "mesin3"],
  roundTripSeconds: 0,
};
const opens = (steps: readonly Step[]) => steps.filter((step) => step.kind === "open");
const experiments = experimentsFor(setting);

test("every clause of the assignment has an experiment, and each experiment a unique name", () => {
  expect(new Set(experiments.map(({ clause }) => clause))).toEqual(
    new Set(["1.a", "1.b", "1.c.i", "1.c.ii", "1.d"]),
  );
  expect(new Set(experiments.map(({ id }) => id)).size).toBe(experiments.length);
});

test("every command is valid for a shell, and connects a client to the server", () => {
  for (const { host, command } of experiments.flatMap(({ steps }) => opens(steps))) {
    expect(setting.clients).toContain(host);
    expect(command).toContain("172.16.16.101 45000");
    expect(Bun.spawnSync(["sh", "-n", "-c", command]).exitCode).toBe(0);
  }
});

test("every step is at a terminal opened before, and every experiment ends with all commands ended", () => {
  for (const { steps } of experiments) {
    const opened = new Set<string>();
    for (const step of steps) {
      if (step.kind === "open") opened.add(step.terminal);
      if (step.kind === "see" || step.kind === "type") expect(opened).toContain(step.terminal);
    }
    expect(steps.at(-1)).toEqual({ kind: "finish" });
  }
});

test("a server that never answers costs a run less than two minutes", () => {
  const longest = experiments.map(({ limitSeconds, steps }) => {
    const finishes = steps.filter(({ kind }) => kind === "finish").length;
    return limitSeconds * Math.max(1, finishes - 1);
  });
  expect(longest.reduce((sum, seconds) => sum + seconds, 0)).toBeLessThan(120);
});

test("twenty clients are ten from each host", () => {
  const twenty = experiments.find(({ id }) => id === "twenty");
  const hosts = opens(twenty?.steps ?? []).map(({ host, command }) => [host, /seq (\d+)/.exec(command)?.[1]]);
  expect(hosts).toEqual([
    ["mesin2", "10"],
    ["mesin3", "10"],
  ]);
});

test("the forms of a request are sent as their bytes", () => {
  const sent = (id: string) => opens(experiments.find((each) => each.id === id)?.steps ?? [])[0]?.command;
  expect(sent("time-lf")).toStartWith("(printf 'TIME\\n';");
  expect(sent("time-cr")).toStartWith("(printf 'TIME\\r';");
  expect(sent("time-bare")).toStartWith("(printf 'TIME';");
  expect(sent("time-cut")).toMatch(/printf 'TI'; sleep [\d.]+; printf 'ME\\r\\n'/);
  expect(sent("time-twice")).toContain("printf 'TIME\\r\\nTIME\\r\\n';");
});

test("slow links get more time, and a single client host does everything", () => {
  const slow = experimentsFor({ ...setting, clients: ["b"], roundTripSeconds: 1 });
  expect(slow[0]?.limitSeconds).toBeGreaterThan(experiments[0]?.limitSeconds ?? 0);
  expect(new Set(slow.flatMap(({ steps }) => opens(steps)).map(({ host }) => host))).toEqual(new Set(["b"]));
});
