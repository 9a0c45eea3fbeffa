import { expect, test } from "bun:test";
import { goalLines } from "../../compare/page/goals.ts";
import { formatPage } from "../../compare/page/page.ts";
import { pictures } from "../../compare/page/pictures.ts";
import { gridRow, RUN, sample } from "./sample-run.ts";

const lineOf = (work: string, goal: string) =>
  goalLines(RUN).find((line) => line.work === work && line.goal === goal);

test("jam is compared with the best of the ranked peers, and with the baseline", () => {
  expect(lineOf("50 × 1", "≥ 1 × memcached")?.verdict).toBe("met");
  expect(lineOf("50 × 1", "≥ 0.9 × C epoll loop")).toMatchObject({ verdict: "met" });
  expect(lineOf("50 × 16", "≥ 1.2 × memcached")?.measured).toStartWith("1.16 ");
  expect(lineOf("50 × 16", "≥ 1.2 × memcached")?.verdict).toBe("missed");
});

test("the mixed row is compared with its own pure row", () => {
  expect(lineOf("50 × 16, mixed requests", "≥ 0.8 × its pure row")).toMatchObject({ verdict: "missed" });
});

test("figures with an upper limit are judged from above", () => {
  expect(lineOf("a silent connection", "≤ 0.9 KiB")?.verdict).toBe("met");
  expect(lineOf("memory at rest, 2 threads", "≤ 64 MiB")?.verdict).toBe("missed");
  expect(lineOf("new second, 2 edges under full load", "within 2 ms of the clock's edge")).toMatchObject({
    measured: "2 of 2, 1.2 ms at worst",
    verdict: "met",
  });
});

test("jam with an open monitor page is compared with jam without a monitor", () => {
  expect(lineOf("50 × 16 with an open monitor page", "≥ 0.95 × without a monitor")?.verdict).toBe("met");
});

test("the p99 section states its rate, rounds and run length", () => {
  const grid = { half: gridRow({ jam: 31_000, redis: 31_000 }) };
  const page = formatPage({ ...RUN, tail: { rate: 31_000, seconds: 1.8, rounds: 10, grid } });
  expect(page).toContain("an open loop of 31 k requests per second");
  expect(page).toContain("10 rounds of 1.8 s per run");
});

test("a short run judges nothing", () => {
  const verdicts = goalLines({ ...RUN, isShort: true }).map(({ verdict }) => verdict);
  expect(new Set(verdicts)).toEqual(new Set(["not judged"]));
});

test("the page names the machine, the versions, what was skipped and what was tried", () => {
  const page = formatPage(RUN);
  for (const words of [
    "Sample 1000",
    "jam: 0.1.0",
    "libnginx-mod-stream",
    "**A sample.**",
    "## What was tried",
  ])
    expect(page).toContain(words);
  expect(page).toContain("| 50 × 1 | 120 k<br>8.33 µs |");
  expect(page).not.toContain("What went wrong");
  expect(page).not.toContain("NaN");
});

test("a rate limited by the load is marked", () => {
  const limited = [sample(50_000, { loadCores: 1, serverCores: 0.6 })];
  const page = formatPage({ ...RUN, one: { churn: { jam: limited } } });
  expect(page).toContain("50 k\\*");
});

test("errors and failed runs are on the page", () => {
  const row = { ...gridRow({ redis: 1000 }), jam: [sample(1000, { errors: 3 }), undefined] };
  const page = formatPage({ ...RUN, one: { "50x1": row }, failures: ["50x1, jam: no connection"] });
  expect(page).toContain("pinned, 50 × 1, jam: 3 errors");
  expect(page).toContain("run failed: 50x1, jam: no connection");
});

test("a picture is a complete SVG document with a line for every server", () => {
  const svg = Object.entries(pictures(RUN));
  expect(svg.map(([name]) => name)).toEqual(["processor-by-connections.svg", "memory-by-connections.svg"]);
  for (const [, text] of svg) {
    expect(text).toMatch(/^<svg [^>]+>[\s\S]+<path [\s\S]+<\/svg>\n$/);
    expect(text).not.toContain("NaN");
    expect(text).toContain(">jam<");
  }
});

test("another checkout of jam has a column, and a goal for every figure", () => {
  const peers = [
    ...RUN.peers,
    { name: "old", title: "jam old", role: "other-jam" as const, version: "0.0.9" },
  ];
  const run = {
    ...RUN,
    peers,
    one: { "50x1": gridRow({ jam: 100_000, old: 101_000 }), "50x16": gridRow({ jam: 90_000, old: 100_000 }) },
    startMs: { jam: [50, 51, 52, 50, 51, 52], old: [50, 51, 52, 50, 51, 52] },
  };
  const lines = goalLines(run).filter(({ goal }) => goal.includes("jam old"));
  expect(lines.map(({ work, goal, verdict }) => [work, goal, verdict])).toEqual([
    ["50 × 1", "≥ 0.97 × jam old", "met"],
    ["50 × 16", "≥ 0.97 × jam old", "missed"],
    ["start to the first reply", "≤ 1.03 × jam old", "met"],
  ]);
  expect(formatPage(run)).toContain("| jam old |");
});

test("few values are shown with their range", () => {
  expect(formatPage(RUN)).toContain("71 (70–72)");
});
