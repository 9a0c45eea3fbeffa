/** What is observed and never judged: the server's behaviour where the assignment leaves a choice. */

import { escapeBytes } from "../../text/escape.ts";
import { observe } from "../attempt.ts";
import { JudgeError, PASS } from "../outcome.ts";
import type { Observations } from "../result.ts";
import type { Address } from "../target/route.ts";
import { zoneOffsetMinutes } from "./clock-reading.ts";
import { Connection, type NoConnection } from "./connection.ts";
import type { Surroundings } from "./dialer.ts";
import type { Probe } from "./probe.ts";
import { Trace } from "./trace.ts";

const READINGS = 9;
/** Nothing is judged here, so that a reply that takes so many times as long as the others counts as none. */
const REPLY_TIMES = 10;
const LEAST_MS = 150;
const HOLD_MS = 1_000;

/** Connections at once of `observeAnswers`. */
export const ANSWERS = 4;

/** @param answers what was observed beside the cases; undefined if nothing was */
export async function observeServer(
  surroundings: Surroundings,
  servesTime: boolean,
  isAtOnce: boolean,
  answers: Observations | undefined,
): Promise<Observations> {
  const times: Observations[] = [];
  await observe(surroundings, async (probe) => {
    if (servesTime) times.push(await readReplyTimes(probe));
    return PASS;
  });
  const worstReplyMs = times[0]?.worstReplyMs ?? LEAST_MS;
  const { normal } = surroundings;
  return {
    ...(answers ??
      (await observeAnswers(
        surroundings,
        servesTime,
        isAtOnce,
        Math.max(LEAST_MS, REPLY_TIMES * worstReplyMs),
      ))),
    ...(servesTime && normal !== undefined && { normalReply: escapeBytes(normal.text) }),
    ...times[0],
  };
}

/**
 * What it answers to other requests: one after the other, or all at once.
 * @param servesTime whether `time-reply` passed; without it there is little to observe
 */
export async function observeAnswers(
  surroundings: Surroundings,
  servesTime: boolean,
  isAtOnce: boolean,
  withinMs = Number.POSITIVE_INFINITY,
): Promise<Observations> {
  const seen: { -readonly [Name in keyof Observations]: Observations[Name] } = {};
  const steps: readonly ((probe: Probe) => Promise<unknown>)[] = [
    async (probe) => (seen.replyToQuit = await answerTo(probe, "QUIT\r\n")),
    async (probe) => (seen.replyToHello = await answerTo(probe, "HELLO\r\n")),
    async (probe) => (seen.servesTimeWithSuffix = await isServed(probe, "TIMEX\r\n", withinMs)),
    async (probe) => (seen.servesTimeWithBlank = await isServed(probe, "TIME \r\n", withinMs)),
  ];
  await observe(surroundings, async (probe) => {
    const asked = servesTime ? steps : steps.slice(0, 2);
    if (isAtOnce) await Promise.all(asked.map((step) => step(probe)));
    else for (const step of asked) await step(probe);
    return PASS;
  });
  return seen;
}

/**
 * Keeps a connection that the server has closed and we have not: while it exists, a server without SO_REUSEADDR cannot
 * listen on its port again.
 * @returns a function that resets it, which leaves no TIME_WAIT
 */
export async function holdEndedConnection(address: Address): Promise<() => void> {
  const connection = await Connection.open(address, new Trace(), HOLD_MS).catch(noConnection);
  if (typeof connection === "string") return () => {};
  await connection.send("QUIT\r\n");
  await connection.until(() => connection.ending !== undefined, HOLD_MS);
  return () => connection.reset();
}

/** What the machine cannot do is not observed. */
function noConnection(error: unknown): NoConnection {
  if (error instanceof JudgeError) return "not-accepted";
  throw error;
}

async function answerTo(probe: Probe, request: string): Promise<string> {
  const connection = await probe.sent(request);
  await connection.until(() => connection.text !== "", probe.silenceMs);
  probe.close(connection);
  return probe.shown(connection);
}

async function isServed(probe: Probe, request: string, withinMs: number): Promise<boolean> {
  const connection = await probe.sent(request);
  const served = await connection.until(
    () => probe.countAll(connection) > 0,
    Math.min(probe.silenceMs, withinMs),
  );
  probe.close(connection);
  return served;
}

async function readReplyTimes(probe: Probe): Promise<Partial<Observations>> {
  const times: number[] = [];
  let offset: number | undefined;
  for (let index = 0; index < READINGS; index++) {
    const connection = await probe.open();
    const requestedAt = performance.now();
    const wallAskedAt = Date.now();
    await connection.send("TIME\r\n");
    if (!(await probe.isAnswered(connection))) break;
    times.push(performance.now() - requestedAt);
    const shown = /\d{1,2}:\d{1,2}:\d{1,2}/.exec(connection.text)?.[0] ?? "";
    offset = zoneOffsetMinutes({ shown, requestedAt: wallAskedAt, answeredAt: Date.now() });
    probe.close(connection);
  }
  const sorted = times.toSorted((left, right) => left - right);
  const [median, worst] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  if (median === undefined || worst === undefined || offset === undefined) return {};
  const tenths = (milliseconds: number) => Math.round(milliseconds * 10) / 10;
  return { medianReplyMs: tenths(median), worstReplyMs: tenths(worst), zoneOffsetMinutes: offset };
}
