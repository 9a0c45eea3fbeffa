/** Profile strict: what is no request is not served. */
import type { ProbeCase } from "../case.ts";
import { fail, PASS } from "../outcome.ts";
import type { Probe } from "../probe/probe.ts";
import { REQUEST, TIME, UNTIL_CLOSED } from "./shell.ts";

const STRICT = {
  clause: "1.c.i",
  level: "must",
  profile: "strict",
  prerequisites: ["time-reply"],
  inCompany: "valid",
} as const;

const NEXT_PAUSE_MS = 300;

export const STRICT_CASES = [
  {
    ...STRICT,
    id: "bare-lf",
    run: (probe) => unserved(probe, "TIME\n"),
    replay: `printf 'TIME\\n' | ${REQUEST}`,
    fix: "lines",
    prevalence: { fails: 44, tried: 104 },
  },
  {
    ...STRICT,
    id: "bare-cr",
    run: (probe) => unserved(probe, "TIME\r"),
    replay: `printf 'TIME\\r' | ${REQUEST}`,
    fix: "lines",
    prevalence: { fails: 39, tried: 104 },
  },
  {
    ...STRICT,
    id: "unterminated",
    run: (probe) => unserved(probe, "TIME"),
    replay: `printf 'TIME' | ${REQUEST}`,
    fix: "lines",
    prevalence: { fails: 39, tried: 104 },
  },
  {
    ...STRICT,
    id: "lowercase",
    level: "should",
    run: (probe) => unserved(probe, "time\r\n"),
    replay: `printf 'time\\r\\n' | ${REQUEST}`,
    fix: "lines",
    prevalence: { fails: 11, tried: 104 },
  },
  {
    ...STRICT,
    id: "unknown",
    clause: "1.c",
    async run(probe) {
      const connection = await probe.sent("HELLO\r\n");
      await probe.expectNoReply(connection);
      probe.close(connection);
      await probe.expectServed();
      return PASS;
    },
    replay: `printf 'HELLO\\r\\n' | ${REQUEST}; ${TIME}`,
    fix: "unknown",
    prevalence: { fails: 0, tried: 104 },
  },
  {
    ...STRICT,
    id: "unknown-answered",
    clause: "1.c",
    level: "should",
    prerequisites: ["connect"],
    inCompany: "fail",
    async run(probe) {
      const connection = await probe.sent("HELLO\r\n");
      const isAnswered = () => connection.text.trim() !== "" || connection.ending !== undefined;
      if (await probe.comes(connection, isAnswered, probe.silenceMs)) return PASS;
      return connection.text === "" ? fail("silent") : fail("blank", { text: probe.shown(connection) });
    },
    replay: `printf 'HELLO\\r\\n' | ${REQUEST}`,
    fix: "unknown",
    prevalence: { fails: 24, tried: 111 },
  },
  {
    ...STRICT,
    id: "unknown-stays",
    clause: "1.c",
    level: "should",
    async run(probe) {
      const connection = await probe.sent("HELLO\r\n");
      await probe.untilRead(connection, NEXT_PAUSE_MS);
      const before = probe.count(connection);
      await connection.send("TIME\r\n");
      await probe.expectReplies(connection, before + 1);
      return PASS;
    },
    replay: `(printf 'HELLO\\r\\n'; sleep 0.3; printf 'TIME\\r\\n') | ${REQUEST}`,
    fix: "unknown",
    prevalence: { fails: 23, tried: 104 },
  },
  {
    ...STRICT,
    id: "quit-unterminated",
    clause: "1.c.ii",
    level: "should",
    prerequisites: ["quit-closes"],
    inCompany: "pass",
    async run(probe) {
      const connection = await probe.sent("QUIT");
      await connection.until(() => connection.ending !== undefined, probe.silenceMs);
      return connection.ending === undefined ? PASS : fail("closed");
    },
    replay: `printf 'QUIT' | ${UNTIL_CLOSED}`,
    fix: "quit",
    prevalence: { fails: 59, tried: 92 },
  },
] as const satisfies readonly ProbeCase[];

async function unserved(probe: Probe, bytes: string) {
  await probe.expectNoReply(await probe.sent(bytes));
  return PASS;
}
