import { describe, expect, test } from "bun:test";
import type { RecordedChunk, SessionDetail } from "../../../../src/monitor/facts/api.ts";
import { diagramOf } from "../../../../src/monitor/page/chunks/diagram.ts";

const OPENED_AT = 1_000_000;

function bytes(
  after: number,
  from: RecordedChunk["from"],
  text: string,
  length = text.length,
): RecordedChunk {
  return {
    at: OPENED_AT + after,
    from,
    what: "bytes",
    hex: Buffer.from(text, "latin1").toString("hex"),
    length,
  };
}

function end(after: number, from: RecordedChunk["from"], what: "fin" | "reset" = "fin"): RecordedChunk {
  return { at: OPENED_AT + after, from, what, hex: "", length: 0 };
}

function detail(...chunks: readonly RecordedChunk[]): SessionDetail {
  const row = {
    session: "1.1",
    thread: 1,
    address: "127.0.0.1",
    port: 50_000,
    openedAt: OPENED_AT,
    endedAt: undefined,
    state: "open",
    reason: undefined,
    requests: 0,
    errors: 0,
    refused: {},
    isInLine: false,
    hasRecord: true,
  } as const;
  return { row, openedAt: OPENED_AT, chunks, bytesDropped: 0, replyBytesDropped: 0 };
}

const noteKinds = (given: SessionDetail, lenient = false) =>
  diagramOf(given, lenient).steps.map(({ notes }) => notes.map(({ kind }) => kind));

describe("the steps", () => {
  test("have their time since the session began, and since the step before", () => {
    const { steps } = diagramOf(
      detail(bytes(3, "client", "TIME\r\n"), bytes(2004, "server", "JAM 10:20:30\r\n")),
      false,
    );
    expect(steps.map(({ number, after, gap }) => [number, after, gap])).toEqual([
      [1, 3, 3],
      [2, 2004, 2001],
    ]);
    expect(steps[0]?.hex).toBe("54 49 4d 45 0d 0a");
  });

  test("a request that came in two chunks is marked where it was cut", () => {
    const given = detail(bytes(1, "client", "TI"), bytes(151, "client", "ME\r\n"));
    expect(noteKinds(given)).toEqual([["unfinished"], ["continued"]]);
    expect(diagramOf(given, false).problems).toEqual([]);
  });

  test("two requests in one chunk are counted", () => {
    const [step] = diagramOf(detail(bytes(1, "client", "TIME\r\nTIME\r\n")), false).steps;
    expect(step?.notes).toEqual([{ kind: "joined", count: 2 }]);
    expect(step?.parts.map(({ count }) => count)).toEqual([2]);
  });

  test("an end is labelled with its side and kind", () => {
    expect(noteKinds(detail(end(1, "client"), end(2, "server"), end(3, "client", "reset")))).toEqual([
      ["client-fin"],
      ["server-fin"],
      ["client-reset"],
    ]);
  });

  test("replies are not read as requests", () => {
    expect(noteKinds(detail(bytes(1, "server", "ERROR unknown request\r\nJAM 10:20:30\r\n")))).toEqual([[]]);
  });

  test("a request refused because of the server's clock is not the client's mistake", () => {
    expect(noteKinds(detail(bytes(1, "server", "ERROR clock not synchronised\r\n")))).toEqual([
      ["clock-refused"],
    ]);
  });

  test("are bounded, like their lines and hex, and what is not shown is counted", () => {
    const many = Array.from({ length: 300 }, (_, index) => bytes(index, "client", "TIME\r\n"));
    expect(diagramOf(detail(...many), false)).toMatchObject({ stepsLeftOut: 100 });
    const lines = Array.from({ length: 50 }, (_, index) => `A${index}\r\n`).join("");
    const [step] = diagramOf(detail(bytes(1, "client", lines, 5000)), false).steps;
    expect(step?.parts).toHaveLength(12);
    expect(step?.partsLeftOut).toBe(38);
    expect(step?.bytesLeftOut).toBe(4840);
  });
});

describe("the problems", () => {
  test("are counted over the session, the most frequent first", () => {
    const given = detail(bytes(1, "client", "HELLO\r\nTIME\n"), bytes(2, "client", "TIME\n"));
    expect(diagramOf(given, false).problems).toEqual([
      { kind: "bare-lf", count: 2 },
      { kind: "unknown", count: 1 },
    ]);
  });

  test("include an unfinished line, with or without its CR", () => {
    expect(diagramOf(detail(bytes(1, "client", "TIME"), end(2, "client")), false).problems).toEqual([
      { kind: "unfinished", count: 1 },
    ]);
    expect(diagramOf(detail(bytes(1, "client", "TIME\r")), false).problems).toEqual([
      { kind: "unfinished-cr", count: 1 },
    ]);
  });

  test("of a lenient server do not include a bare LF", () => {
    expect(diagramOf(detail(bytes(1, "client", "TIME\n")), true).problems).toEqual([]);
  });
});

test("a line that came in pieces is one mistake, and a line whose rest was not recorded is none", () => {
  const telnet = detail(
    bytes(1, "client", "\u00ff\u00fb\u001fTI"),
    bytes(2, "client", "ME\r\n"),
    bytes(3, "server", "ERROR x\r\n"),
  );
  expect(diagramOf(telnet, false).problems).toEqual([{ kind: "telnet", count: 1 }]);
  const cut = detail(bytes(1, "client", "TI"));
  expect(diagramOf(cut, false).problems).toEqual([{ kind: "unfinished", count: 1 }]);
  expect(diagramOf({ ...cut, bytesDropped: 4 }, false).problems).toEqual([]);
});
