/** A session's first bytes: both directions in the order of time, chunk by chunk, within 4 KiB. */
import { heapStats } from "bun:jsc";
import { expect, test } from "bun:test";
import { TRANSCRIPT_BYTES, Transcript } from "../../../src/server/sessions/transcript.ts";

function begun(): Transcript {
  const transcript = new Transcript();
  transcript.begin(1);
  return transcript;
}

const bytes = (text: string) => Buffer.from(text, "latin1");
const shown = (transcript: Transcript) =>
  transcript.chunks().map(({ from, what, hex }) => `${from} ${what} ${bytesOf(hex)}`.trimEnd());
const bytesOf = (hex: string) => Buffer.from(hex, "hex").toString("latin1").replace("\r\n", "␍␊");

test("chunks and ends of both directions are in the order of time", () => {
  const transcript = begun();
  transcript.received(bytes("TI"));
  transcript.received(bytes("ME\r\n"));
  transcript.sent(bytes("..JAM 10:20:30\r\n.."), 2, 16);
  transcript.ended("client", "fin");
  transcript.ended("server", "fin");
  expect(shown(transcript)).toEqual([
    "client bytes TI",
    "client bytes ME␍␊",
    "server bytes JAM 10:20:30␍␊",
    "client fin",
    "server fin",
  ]);
  const times = transcript.chunks().map(({ at }) => at);
  expect(times).toEqual([...times].sort((left, right) => left - right));
  expect(Math.abs((times[0] ?? 0) - Date.now())).toBeLessThan(60_000);
});

test("4 KiB are kept, and what came after them is counted", () => {
  const transcript = begun();
  transcript.received(bytes("x".repeat(4000)));
  transcript.sent(bytes("y".repeat(200)), 0, 200);
  transcript.received(bytes("z".repeat(50)));
  const chunks = transcript.chunks();
  expect(chunks.map(({ length, hex }) => [length, hex.length / 2])).toEqual([
    [4000, 4000],
    [200, TRANSCRIPT_BYTES - 4000],
  ]);
  expect(transcript.bytesDropped).toBe(200 - (TRANSCRIPT_BYTES - 4000) + 50);
});

test("64 chunks are kept, however small, and how the session ended is kept after them", () => {
  const transcript = begun();
  for (let chunk = 0; chunk < 100; chunk++) transcript.received(bytes("x"));
  transcript.ended("client", "fin");
  transcript.closed("fin");
  expect(transcript.chunks().length).toBe(66);
  expect(transcript.bytesDropped).toBe(36);
});

test("a direction ends once, and nothing is recorded of the client after the server has closed", () => {
  const transcript = begun();
  transcript.ended("server", "fin");
  transcript.closed("reset");
  transcript.ended("client", "fin");
  expect(shown(transcript)).toEqual(["server fin"]);
});

test("a reused transcript holds nothing of the session before", () => {
  const transcript = begun();
  transcript.received(bytes("secret".repeat(1000)));
  transcript.closed("reset");
  transcript.begin(2);
  expect([transcript.chunks(), transcript.bytesDropped]).toEqual([[], 0]);
  transcript.ended("client", "fin");
  expect(shown(transcript)).toEqual(["client fin"]);
});

test("recording allocates no objects", () => {
  const transcript = begun();
  const chunk = bytes("TIME\r\n");
  const work = () => {
    transcript.begin(1);
    for (let time = 0; time < 30; time++) {
      transcript.received(chunk);
      transcript.sent(chunk, 0, 6);
    }
  };
  const objects = () => Object.values(heapStats().objectTypeCounts).reduce((sum, count) => sum + count, 0);
  for (let time = 0; time < 1000; time++) work();
  Bun.gc(true);
  const before = objects();
  for (let time = 0; time < 1000; time++) work();
  expect((objects() - before) / 60_000).toBeLessThan(0.05);
});
