/** Profile basic: one request at a time, QUIT, the clock, and clients beside each other. */
import type { ProbeCase } from "../case.ts";
import { fail, PASS } from "../outcome.ts";
import { judgeProgress, judgeReplyTime, type Reading } from "../probe/clock-reading.ts";
import type { Connection } from "../probe/connection.ts";
import { CaseFailed } from "../probe/dialer.ts";
import type { Probe } from "../probe/probe.ts";
import { REQUEST, TIME, UNTIL_CLOSED } from "./shell.ts";

const BASIC = {
  level: "must",
  profile: "basic",
  prerequisites: ["time-reply"],
  inCompany: "never",
} as const;

const CLOCK_PAUSE_MS = 2_100;
const CROWD = 20;

export const BASIC_CASES = [
  {
    ...BASIC,
    id: "reply-clock",
    clause: "1.d",
    inCompany: "pass",
    async run(probe) {
      const first = await readFreshly(probe);
      await Bun.sleep(CLOCK_PAUSE_MS);
      return judgeReplyTime(first, await readFreshly(probe));
    },
    replay: `date; ${TIME}; ${TIME}`,
    fix: "reply",
    prevalence: { fails: 2, tried: 104 },
  },
  {
    ...BASIC,
    id: "repeat-clock",
    clause: "1.d",
    inCompany: "pass",
    run: (probe) =>
      // A server may read its one clock at every new client.
      probe.alone(async () => {
        const connection = await probe.open();
        const first = await readClock(probe, connection);
        await Bun.sleep(CLOCK_PAUSE_MS);
        return judgeProgress(first, await readClock(probe, connection));
      }),
    replay: `(printf 'TIME\\r\\n'; sleep 2; printf 'TIME\\r\\n') | ${REQUEST}`,
    fix: "reply",
  },
  {
    ...BASIC,
    id: "repeat",
    clause: "1.c",
    inCompany: "valid",
    async run(probe) {
      const connection = await probe.sent("TIME\r\n");
      await probe.expectReplies(connection, 1);
      await connection.send("TIME\r\n");
      await probe.expectReplies(connection, 2);
      return PASS;
    },
    replay: `(printf 'TIME\\r\\n'; sleep 0.5; printf 'TIME\\r\\n') | ${REQUEST}`,
    fix: "lines",
    prevalence: { fails: 3, tried: 104 },
  },
  {
    ...BASIC,
    id: "quit-closes",
    clause: "1.c.ii",
    inCompany: "fail",
    prerequisites: ["connect"],
    async run(probe) {
      await probe.expectClosed(await probe.sent("QUIT\r\n"));
      return PASS;
    },
    replay: `printf 'QUIT\\r\\n' | ${UNTIL_CLOSED}`,
    fix: "quit",
    prevalence: { fails: 19, tried: 111 },
  },
  {
    ...BASIC,
    id: "quit-after-time",
    clause: "1.c.ii",
    inCompany: "fail",
    async run(probe) {
      const connection = await probe.sent("TIME\r\n");
      await probe.expectReplies(connection, 1);
      await connection.send("QUIT\r\n");
      await probe.expectClosed(connection);
      const got = probe.countAll(connection);
      return got > 1 ? fail("too-many", { expected: 1, got }) : PASS;
    },
    replay: `(printf 'TIME\\r\\n'; sleep 0.5; printf 'QUIT\\r\\n') | ${UNTIL_CLOSED}`,
    fix: "quit",
    prevalence: { fails: 13, tried: 104 },
  },
  {
    ...BASIC,
    id: "quit-silent",
    clause: "1.c.ii",
    level: "should",
    inCompany: "fail",
    prerequisites: ["quit-closes"],
    async run(probe) {
      const connection = await probe.sent("QUIT\r\n");
      await probe.expectClosed(connection);
      return connection.text === "" ? PASS : fail("talked", { text: probe.shown(connection) });
    },
    replay: `printf 'QUIT\\r\\n' | ${UNTIL_CLOSED}`,
    fix: "quit",
    prevalence: { fails: 15, tried: 92 },
  },
  {
    ...BASIC,
    id: "concurrent-idle",
    clause: "1.b",
    async run(probe) {
      await probe.open();
      await probe.expectServed("some-unserved", { expected: 1, got: 0 });
      return PASS;
    },
    replay: `(exec 4<>/dev/tcp/HOST/PORT; ${TIME})`,
    fix: "listen",
    prevalence: { fails: 0, tried: 104 },
  },
  {
    ...BASIC,
    id: "concurrent-partial",
    clause: "1.b",
    async run(probe) {
      await probe.sent("TI");
      await probe.expectServed("some-unserved", { expected: 1, got: 0 });
      return PASS;
    },
    replay: `(exec 4<>/dev/tcp/HOST/PORT; printf 'TI' >&4; ${TIME})`,
    fix: "listen",
    prevalence: { fails: 0, tried: 104 },
  },
  {
    ...BASIC,
    id: "concurrent-many",
    clause: "1.b",
    async run(probe) {
      const crowd = await probe.openCrowd(CROWD);
      await Promise.all(crowd.map((connection) => connection.send("TIME\r\n")));
      const deadline = performance.now() + probe.replyMs;
      let got = 0;
      for (const connection of crowd) {
        if (await probe.isAnswered(connection, deadline - performance.now())) got++;
        // A hurried wait goes on as long as answers come, one after the other.
        else if (probe.ranOut) break;
      }
      return got === CROWD ? PASS : fail("some-unserved", { expected: CROWD, got });
    },
    replay: `(for i in {1..20}; do (sleep 1; printf 'TIME\\r\\n') | ${REQUEST} & done; wait)`,
    fix: "listen",
    prevalence: { fails: 0, tried: 104 },
  },
] as const satisfies readonly ProbeCase[];

async function readFreshly(probe: Probe): Promise<Reading> {
  const connection = await probe.open();
  const reading = await readClock(probe, connection);
  probe.close(connection);
  return reading;
}

/** The first reply behind those that have come: a server may answer more than once. */
async function readClock(probe: Probe, connection: Connection): Promise<Reading> {
  const before = probe.count(connection);
  const requestedAt = Date.now();
  await connection.send("TIME\r\n");
  await probe.expectReplies(connection, before + 1);
  const answeredAt = Date.now();
  const shown = connection.text.match(/\d{1,2}:\d{1,2}:\d{1,2}/g)?.[before];
  if (shown === undefined) throw new CaseFailed("no-time", { text: probe.shown(connection) });
  return { shown, requestedAt, answeredAt };
}
