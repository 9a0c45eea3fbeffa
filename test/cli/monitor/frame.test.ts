/** The frame of `jam top` fits the terminal, whatever there is to show. */
import { expect, test } from "bun:test";
import { formatFrame } from "../../../src/cli/monitor/frame.ts";
import { faultText } from "../../../src/cli/monitor/words.ts";
import { REASON_TEXT } from "../../../src/cli/serve/log/terminal.ts";
import { painterFor } from "../../../src/cli/terminal/color.ts";
import type { SessionRow } from "../../../src/monitor/facts/api.ts";
import type { Picture } from "../../../src/monitor/facts/picture.ts";
import { Sampler } from "../../../src/monitor/facts/sampler.ts";
import { statusOf } from "../../../src/monitor/facts/status.ts";
import { REFUSED_LINES } from "../../../src/protocol/request.ts";
import { CLOSE_REASONS, UNFINISHED } from "../../../src/server/counters.ts";
import { sampleSource } from "../../monitor/sample-source.ts";

const plain = painterFor({});
const NOW = 1_700_000_100_000;

const row = (number: number, change: Partial<SessionRow> = {}): SessionRow => ({
  session: `0.${number}`,
  thread: 0,
  address: "2001:db8:85a3::8a2e:370:7334",
  port: 50_000 + number,
  openedAt: NOW - 5_000,
  endedAt: undefined,
  state: "open",
  reason: undefined,
  requests: 1_234_567,
  errors: 0,
  refused: {},
  isInLine: false,
  hasRecord: true,
  ...change,
});

function pictureOf(rows: readonly SessionRow[], matching = rows.length): Picture {
  const source = sampleSource();
  const status = statusOf(source, new Sampler(source, 0), NOW);
  const samples = [3, 1, 2].map((requests, at) => ({ at, requests, errors: 0, connections: 1 }));
  const fault = {
    number: 1,
    at: NOW,
    session: "0.1",
    address: "10.0.0.7",
    port: 5,
    kind: "bare-lf",
  } as const;
  return { status, sessions: { matching, rows }, board: [], samples, faults: [fault], faultsDropped: 12 };
}

test.each([
  [80, 24],
  [120, 50],
  [40, 10],
  [20, 5],
  [300, 8],
])("it fits a terminal of %d columns and %d rows", (columns, rows) => {
  const crowd = Array.from({ length: 100 }, (_, index) => row(index));
  for (const shown of [[], [row(1)], crowd]) {
    const lines = formatFrame(pictureOf(shown, 5_000), { columns, rows }, plain);
    expect(lines.length).toBeLessThanOrEqual(rows);
    for (const line of lines) expect([...line].length).toBeLessThanOrEqual(columns);
  }
});

test("it shows the server, its sessions and its faults", () => {
  const ended = row(2, {
    address: "10.0.0.7",
    state: "ended",
    reason: "http",
    endedAt: NOW - 2_000,
    requests: 0,
    errors: 1,
  });
  const text = formatFrame(pictureOf([ended, row(1)]), { columns: 120, rows: 30 }, plain).join("\n");
  expect(text).toMatch(/^jam 0\.1\.0 {2}JAM 10:20:30 {2}Asia\/Jakarta +● serving {2}up 1 min 40 s\n/);
  expect(text).toMatch(/\]:50001 .*open$/m); // too long for its column
  expect(text).toContain("clock synchronised, within 400 µs");
  expect(text).toMatch(/0\.2 +10\.0\.0\.7:50002 +0 +1 +3 s +spoke HTTP/);
  expect(text).toContain("bare LF instead of CR LF");
  expect(text).toContain("12 more were counted but not listed");
  expect(text).toContain("▁█");
  // Open sessions come first.
  expect(text.indexOf("50001")).toBeLessThan(text.indexOf("50002"));
});

test.each(CLOSE_REASONS)("in 80 columns a session that ended by %s shows that whole", (reason) => {
  const ended = row(12_345, {
    address: "172.16.16.102",
    state: "ended",
    reason,
    endedAt: NOW,
    requests: 1_234_567,
    errors: 99_999,
  });
  const lines = formatFrame(pictureOf([ended]), { columns: 80, rows: 24 }, plain);
  expect(lines.find((line) => line.startsWith("0.12345"))).toEndWith(` ${REASON_TEXT[reason]}`);
});

test("in 80 columns each kind of fault is whole, and in 60 at least what it is", () => {
  const kinds = [...REFUSED_LINES, UNFINISHED, ...CLOSE_REASONS] as const;
  for (const kind of kinds) {
    const shown = pictureOf([row(1)]);
    const fault = { number: 1, at: NOW, session: "0.12345", address: "172.16.16.102", port: 50_000, kind };
    const lines = (columns: number) =>
      formatFrame({ ...shown, faults: [fault] }, { columns, rows: 24 }, plain);
    expect(lines(80).find((line) => line.includes("172.16.16.102"))).toEndWith(` ${faultText(kind)}`);
    expect(lines(60).find((line) => line.includes("172.16.16.102"))).toContain(faultText(kind).slice(0, 20));
  }
});

test("a client that closed inside a line has not just closed", () => {
  const ended = row(2, { state: "ended", reason: "client-closed", isInLine: true, endedAt: NOW });
  const text = formatFrame(pictureOf([ended]), { columns: 80, rows: 24 }, plain).join("\n");
  expect(text).toMatch(/no line end$/m);
});

test("it counts refused connections, if there were any", () => {
  const shown = pictureOf([row(1)]);
  const head = (of: Picture) => formatFrame(of, { columns: 120, rows: 30 }, plain).join("\n");
  expect(head(shown)).not.toContain("refused");
  const { status } = shown;
  const counts = { ...status.counts, full: 1, "address-full": 2, "not-allowed": 4 };
  expect(head({ ...shown, status: { ...status, counts } })).toContain("7 refused");
});

test("sessions beyond the terminal's height are counted", () => {
  const rows = Array.from({ length: 100 }, (_, index) => row(index));
  const lines = formatFrame(pictureOf(rows, 5_000), { columns: 120, rows: 30 }, plain);
  const shown = lines.filter((line) => line.startsWith("0.")).length;
  expect(lines.join("\n")).toContain(`… and ${(5_000 - shown).toLocaleString("en-US")} more`);
});

test("a server that no longer answers is marked, above its last known state", () => {
  const lines = formatFrame(pictureOf([row(1)]), { columns: 100, rows: 30 }, plain, true);
  expect(lines[0]).toContain("● no answer");
  expect(lines.join("\n")).toContain("]:50001");
});
