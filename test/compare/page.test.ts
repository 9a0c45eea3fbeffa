import { expect, test } from "bun:test";
import { goalLines, judge } from "../../compare/page/goals.ts";
import { formatPage } from "../../compare/page/page.ts";
import { pictures } from "../../compare/page/pictures.ts";
import { estimate } from "../../compare/statistics.ts";
import { gridRow, RUN, sample } from "./sample-run.ts";

const lineOf = (work: string, goal: string) =>
  goalLines(RUN).find((line) => line.work === work && line.goal === goal);

test("a goal is met by all of an interval, reached by its end, missed by none of it", () => {
  const around = estimate([9.5, 10, 10.5]);
  expect(judge(around, { atLeast: 7 })).toBe("met");
  expect(judge(around, { atLeast: 11 })).toBe("reached");
  expect(judge(around, { atLeast: 13 })).toBe("missed");
  expect(judge(around, { atMost: 13 })).toBe("met");
  expect(judge(around, { atMost: 9 })).toBe("reached");
  expect(judge(around, { atMost: 7 })).toBe("missed");
  expect(judge(estimate([5, 10, 15]), { atLeast: 11 })).toBe("unclear");
  expect(judge(estimate([1]), { atLeast: 0 })).toBe("not judged");
});

test("jam is held against the best of the ranked peers, and against the floor", () => {
  expect(lineOf("50 × 1", "≥ 1 × memcached")?.verdict).toBe("met");
  expect(lineOf("50 × 1", "≥ 0.9 × C epoll loop")).toMatchObject({ verdict: "met" });
  expect(lineOf("50 × 16", "≥ 1.2 × memcached")?.measured).toStartWith("1.16 ");
  expect(lineOf("50 × 16", "≥ 1.2 × memcached")?.verdict).toBe("missed");
});

test("the mixed row is held against its own pure row", () => {
  expect(lineOf("50 × 16, mixed requests", "≥ 0.8 × its pure row")).toMatchObject({ verdict: "missed" });
});

test("figures that are to stay small are judged from above", () => {
  expect(lineOf("a silent connection", "≤ 0.9 KiB")?.verdict).toBe("met");
  expect(lineOf("memory at rest, 2 threads", "≤ 64 MiB")?.verdict).toBe("missed");
  expect(lineOf("the second changes, 2 edges under full load", "within 2 ms of the clock")).toMatchObject({
    measured: "2 of 2, 1.2 ms at worst",
    verdict: "met",
  });
});

test("a page that is open is held against nobody looking", () => {
  expect(lineOf("50 × 16 with the page open", "≥ 0.95 × with nobody looking")?.verdict).toBe("met");
});

test("the slowest hundredth says of how many runs, and how long ones, it is", () => {
  const grid = { half: gridRow({ jam: 31_000, redis: 31_000 }) };
  const page = formatPage({ ...RUN, tail: { rate: 31_000, seconds: 1.8, rounds: 10, grid } });
  expect(page).toContain("an open loop of 31 k requests a second");
  expect(page).toContain("10 rounds of 1.8 s a run");
});

test("a short run judges nothing", () => {
  const verdicts = goalLines({ ...RUN, isShort: true }).map(({ verdict }) => verdict);
  expect(new Set(verdicts)).toEqual(new Set(["not judged"]));
});

test("the page names the machine, the versions, what was left out and what was tried", () => {
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

test("a rate that the load limited is marked", () => {
  const limited = [sample(50_000, { loadCores: 1, serverCores: 0.6 })];
  const page = formatPage({ ...RUN, one: { churn: { jam: limited } } });
  expect(page).toContain("50 k\\*");
});

test("errors and failed runs stand on the page", () => {
  const row = { ...gridRow({ redis: 1000 }), jam: [sample(1000, { errors: 3 }), undefined] };
  const page = formatPage({ ...RUN, one: { "50x1": row }, failures: ["50x1, jam: no connection"] });
  expect(page).toContain("pinned, 50 × 1, jam: 3 errors");
  expect(page).toContain("run failed: 50x1, jam: no connection");
});

test("a picture is whole SVG, with a line for every server", () => {
  const svg = Object.entries(pictures(RUN));
  expect(svg.map(([name]) => name)).toEqual(["processor-by-connections.svg", "memory-by-connections.svg"]);
  for (const [, text] of svg) {
    expect(text).toMatch(/^<svg [^>]+>[\s\S]+<polyline [\s\S]+<\/svg>\n$/);
    expect(text).not.toContain("NaN");
    expect(text).toContain(">jam<");
  }
});
