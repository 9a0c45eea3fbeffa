/** Profile robust: what one client does costs that client alone. */
import type { ProbeCase } from "../case.ts";
import { fail, PASS } from "../outcome.ts";
import { judgeSpinning } from "../probe/cpu-share.ts";
import type { Probe } from "../probe/probe.ts";
import { ONE_LINE, REQUEST, RESET, TIME, UNTIL_CLOSED } from "./shell.ts";

const ROBUST = {
  clause: "1.b",
  level: "must",
  profile: "robust",
  prerequisites: ["time-reply"],
  inCompany: "never",
} as const;

const BAD_UTF8 = Buffer.from([0xff, 0xfe, 0xfd, 13, 10]);
const NEXT_PAUSE_MS = 300;
const LONG_LINE = 64 << 10;
const ENDLESS_LINE = 4 << 20;
const ENDLESS_LINE_MS = 5_000;
const RESETS = 50;
const CHURN = 300;
const CHURN_MS = 30_000;
const CROWD = 200;
const GONE = 5;

export const ROBUST_CASES = [
  {
    ...ROBUST,
    id: "bad-utf8",
    run: (probe) => survives(probe, BAD_UTF8),
    replay: `printf '\\377\\376\\375\\r\\n' | ${REQUEST}; ${TIME}`,
    fix: "guard",
    prevalence: { fails: 0, tried: 104 },
  },
  {
    ...ROBUST,
    id: "bad-utf8-released",
    level: "should",
    inCompany: "reply",
    async run(probe) {
      const connection = await probe.open();
      await probe.sendInPieces(connection, [BAD_UTF8, "TIME\r\n"], NEXT_PAUSE_MS);
      const isReleased = () => connection.ending !== undefined || probe.countAll(connection) > 0;
      if (await probe.comes(connection, isReleased)) return PASS;
      return connection.text === "" ? fail("silent") : fail("no-time", { text: probe.shown(connection) });
    },
    replay: `(printf '\\377\\376\\375\\r\\n'; sleep 0.3; printf 'TIME\\r\\n') | ${UNTIL_CLOSED}`,
    fix: "guard",
    prevalence: { fails: 42, tried: 104 },
  },
  {
    ...ROBUST,
    id: "nul-bytes",
    run: (probe) => survives(probe, Buffer.concat([Buffer.alloc(64), Buffer.from("\r\n")])),
    replay: `(head -c 64 /dev/zero; printf '\\r\\n') | ${REQUEST}; ${TIME}`,
    fix: "guard",
    prevalence: { fails: 0, tried: 104 },
  },
  {
    ...ROBUST,
    id: "long-line",
    run: (probe) => survives(probe, Buffer.alloc(LONG_LINE, "A")),
    replay: `head -c 65536 /dev/zero | tr '\\0' A | ${REQUEST}; ${TIME}`,
    fix: "lines",
    prevalence: { fails: 0, tried: 104 },
  },
  {
    ...ROBUST,
    id: "long-line-bounded",
    level: "should",
    prerequisites: ["connect"],
    async run(probe) {
      const connection = await probe.open();
      const answered = () => connection.text !== "" || connection.ending !== undefined;
      const deadline = performance.now() + ENDLESS_LINE_MS;
      const piece = Buffer.alloc(LONG_LINE, "A");
      let sent = 0;
      while (sent < ENDLESS_LINE && !answered() && performance.now() < deadline) {
        const isTaken = await connection.send(piece, deadline - performance.now());
        sent += piece.length;
        if (!isTaken) break;
      }
      await probe.comes(connection, answered, probe.silenceMs);
      return answered() ? PASS : fail("took-everything", { bytes: sent });
    },
    replay: `head -c 4194304 /dev/zero | tr '\\0' A | timeout 7 bash -c "${UNTIL_CLOSED}"`,
    fix: "lines",
    prevalence: { fails: 33, tried: 111 },
  },
  {
    ...ROBUST,
    id: "reset",
    async run(probe) {
      for (let index = 0; index < RESETS; index++) {
        const connection = await probe.sent("TIME\r\n");
        connection.reset();
      }
      await probe.expectServed();
      return PASS;
    },
    replay: `for i in {1..5}; do ${RESET}; done; ${TIME}`,
    fix: "guard",
    prevalence: { fails: 0, tried: 104 },
  },
  {
    ...ROBUST,
    id: "churn",
    async run(probe) {
      const startedAt = performance.now();
      for (let got = 0; got < CHURN; got++) {
        if (performance.now() - startedAt > CHURN_MS) return { verdict: "skip", why: "too-slow" };
        const connection = await probe.tryOpen(true);
        if (typeof connection === "string") return fail("some-unserved", { expected: CHURN, got });
        await connection.send("TIME\r\n");
        if (!(await probe.isAnswered(connection))) return fail("some-unserved", { expected: CHURN, got });
        probe.close(connection);
      }
      return PASS;
    },
    replay: `(for i in {1..300}; do ${ONE_LINE} || break; done; echo "$i: $line")`,
    fix: "guard",
    prevalence: { fails: 1, tried: 104 },
  },
  {
    ...ROBUST,
    id: "idle-crowd",
    async run(probe) {
      await probe.openCrowd(CROWD);
      await probe.expectServed();
      return PASS;
    },
    replay: `(for i in {1..200}; do exec {fd}<>/dev/tcp/HOST/PORT; done; ${TIME})`,
    fix: "listen",
    prevalence: { fails: 0, tried: 104 },
  },
  {
    ...ROBUST,
    id: "client-gone",
    level: "should",
    inCompany: "measured",
    prerequisites: ["connect"],
    async run(probe) {
      const { cpuTimes } = probe.surroundings;
      if (cpuTimes?.() === undefined) return { verdict: "skip", why: "process-unknown" };
      // One after the other. A refused connection is no fail of this case: other cases test for that.
      await probe.alone(async () => {
        for (let index = 0; index < GONE; index++) {
          const connection = await probe.tryOpen();
          if (typeof connection !== "string") probe.close(connection);
        }
      });
      const found = await judgeSpinning(cpuTimes);
      if (found === "machine-too-busy") return { verdict: "skip", why: found };
      return found === "calm" ? PASS : fail("spins", { percent: found });
    },
    replay:
      "for i in {1..5}; do (exec 3<>/dev/tcp/HOST/PORT); done; top -b -n 2 -d 1 | grep -A 3 %CPU | tail -n 3",
    fix: "gone",
    prevalence: { fails: 5, tried: 111 },
  },
] as const satisfies readonly ProbeCase[];

/** A fresh connection is served after the one that sent these bytes was closed. */
async function survives(probe: Probe, bytes: Uint8Array) {
  const connection = await probe.sent(bytes);
  const pauseMs = Math.min(NEXT_PAUSE_MS, probe.surroundings.hurryMs ?? NEXT_PAUSE_MS);
  await connection.until(() => connection.text !== "" || connection.ending !== undefined, pauseMs);
  probe.close(connection);
  await probe.expectServed();
  return PASS;
}
