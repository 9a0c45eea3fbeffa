/** Profile stream: a request is a line and not a segment. */
import type { ProbeCase } from "../case.ts";
import { PASS } from "../outcome.ts";
import type { Probe } from "../probe/probe.ts";
import { HALF_CLOSE, ONE_WRITE, REQUEST, UNTIL_CLOSED } from "./shell.ts";

const STREAM = {
  clause: "1.c.i",
  level: "must",
  profile: "stream",
  prerequisites: ["time-reply"],
  inCompany: "valid",
} as const;

const CUT_PAUSE_MS = 150;
const BYTE_PAUSE_MS = 50;
const MANY = 100;

export const STREAM_CASES = [
  {
    ...STREAM,
    id: "split-word",
    run: (probe) => split(probe, ["TI", "ME\r\n"], CUT_PAUSE_MS),
    replay: `(printf 'TI'; sleep 0.2; printf 'ME\\r\\n') | ${REQUEST}`,
    fix: "lines",
    prevalence: { fails: 90, tried: 104 },
  },
  {
    ...STREAM,
    id: "split-crlf",
    run: (probe) => split(probe, ["TIME\r", "\n"], CUT_PAUSE_MS),
    replay: `(printf 'TIME\\r'; sleep 0.2; printf '\\n') | ${REQUEST}`,
    fix: "lines",
    prevalence: { fails: 77, tried: 104 },
  },
  {
    ...STREAM,
    id: "split-bytes",
    run: (probe) => split(probe, [..."TIME\r\n"], BYTE_PAUSE_MS),
    replay: `(for b in T I M E '\\r' '\\n'; do printf "$b"; sleep 0.05; done) | ${REQUEST}`,
    fix: "lines",
    prevalence: { fails: 90, tried: 104 },
  },
  {
    ...STREAM,
    id: "pipelined-two",
    run: (probe) => exactly(probe, "TIME\r\nTIME\r\n", 2),
    replay: `${ONE_WRITE} 'TIME\\r\\nTIME\\r\\n' | ${REQUEST}`,
    fix: "lines",
    prevalence: { fails: 95, tried: 104 },
  },
  {
    ...STREAM,
    id: "pipelined-many",
    run: (probe) => exactly(probe, "TIME\r\n".repeat(MANY), MANY),
    replay: `${ONE_WRITE} 'TIME\\r\\n%.0s' {1..100} | ${REQUEST} | grep -c :`,
    fix: "lines",
    prevalence: { fails: 95, tried: 104 },
  },
  {
    ...STREAM,
    id: "pipelined-cut",
    async run(probe) {
      const connection = await inPieces(probe, ["TIME\r\nTI", "ME\r\n"], CUT_PAUSE_MS);
      await probe.expectExactly(connection, 2);
      return PASS;
    },
    replay: `(${ONE_WRITE} 'TIME\\r\\nTI'; sleep 0.2; printf 'ME\\r\\n') | ${REQUEST}`,
    fix: "lines",
    prevalence: { fails: 95, tried: 104 },
  },
  {
    ...STREAM,
    id: "pipelined-quit",
    clause: "1.c.ii",
    inCompany: "fail",
    async run(probe) {
      const connection = await probe.sent("TIME\r\nQUIT\r\n");
      await probe.expectClosedWith(connection, 1);
      return PASS;
    },
    replay: `${ONE_WRITE} 'TIME\\r\\nQUIT\\r\\n' | ${UNTIL_CLOSED}`,
    fix: "lines",
    prevalence: { fails: 93, tried: 104 },
  },
  {
    ...STREAM,
    id: "after-quit",
    clause: "1.c.ii",
    inCompany: "fail",
    async run(probe) {
      const connection = await probe.sent("QUIT\r\nTIME\r\n");
      await probe.expectClosedWith(connection, 0);
      return PASS;
    },
    replay: `${ONE_WRITE} 'QUIT\\r\\nTIME\\r\\n' | ${UNTIL_CLOSED}`,
    fix: "lines",
    prevalence: { fails: 65, tried: 104 },
  },
  {
    ...STREAM,
    id: "half-close",
    level: "should",
    inCompany: "fail",
    async run(probe) {
      const connection = await probe.sent("TIME\r\n");
      connection.end();
      await probe.expectClosedWith(connection, 1);
      return PASS;
    },
    replay: HALF_CLOSE,
    fix: "lines",
    prevalence: { fails: 8, tried: 104 },
  },
] as const satisfies readonly ProbeCase[];

async function inPieces(probe: Probe, pieces: readonly string[], pauseMs: number) {
  const connection = await probe.open();
  await probe.sendInPieces(connection, pieces, pauseMs);
  return connection;
}

async function split(probe: Probe, pieces: readonly string[], pauseMs: number) {
  await probe.expectExactlyAlone(await inPieces(probe, pieces, pauseMs), 1);
  return PASS;
}

async function exactly(probe: Probe, bytes: string, count: number) {
  await probe.expectExactly(await probe.sent(bytes), count);
  return PASS;
}
