/** A session's first bytes: both directions in the order of time, chunk by chunk, each within its own space. */
import { heapStats } from "bun:jsc";
import { expect, test } from "bun:test";
import { CLIENT_BYTES, REPLY_BYTES, Transcript } from "../../../src/server/sessions/transcript.ts";

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
  transcript.sent(bytes("JAM 10:20:30\r\n.."), 14);
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

test("the first bytes of each direction are kept, and what came after them is counted", () => {
  const transcript = begun();
  transcript.received(bytes("x".repeat(4000)));
  transcript.received(bytes("z".repeat(200)));
  transcript.sent(bytes("ERROR line too long\r\n"), 21);
  transcript.sent(bytes("y".repeat(REPLY_BYTES)), REPLY_BYTES);
  expect(transcript.chunks().map(({ from, length, hex }) => [from, length, hex.length / 2])).toEqual([
    ["client", 4000, 4000],
    ["client", 200, CLIENT_BYTES - 4000],
    ["server", 21, 21],
    ["server", REPLY_BYTES, REPLY_BYTES - 21],
  ]);
  expect([transcript.client.bytesDropped, transcript.server.bytesDropped]).toEqual([104, 21]);
});

test("64 chunks are kept of each direction, however small, and how the session ended is kept after them", () => {
  const transcript = begun();
  for (let chunk = 0; chunk < 100; chunk++) transcript.received(bytes("x"));
  for (let chunk = 0; chunk < 100; chunk++) transcript.sent(bytes("y"), 1);
  transcript.ended("client", "fin");
  transcript.closed("fin");
  expect(transcript.chunks().length).toBe(64 + 64 + 2);
  expect([transcript.client.bytesDropped, transcript.server.bytesDropped]).toEqual([36, 36]);
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
  expect([transcript.chunks(), transcript.client.bytesDropped]).toEqual([[], 0]);
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
      transcript.sent(chunk, 6);
    }
  };
  const objects = () => Object.values(heapStats().objectTypeCounts).reduce((sum, count) => sum + count, 0);
  for (let time = 0; time < 1000; time++) work();
  Bun.gc(true);
  const before = objects();
  for (let time = 0; time < 1000; time++) work();
  expect((objects() - before) / 60_000).toBeLessThan(0.05);
});
