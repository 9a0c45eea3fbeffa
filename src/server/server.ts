/** The main thread's part: makes the serving threads, watches that they live, stops them all. Serves no requests. */

import { ClockWatch } from "./clock/clock-watch.ts";
import { refusalMemory } from "./clock/refusal-switch.ts";
import { COUNTER, Counters, ROW_BYTES, readCounts } from "./counters.ts";
import type { ServerEvent } from "./events.ts";
import { ConnectionCount } from "./limits/connection-count.ts";
import { SharedLimits } from "./limits/shared-limits.ts";
import type { RunningServer } from "./running-server.ts";
import { serverSessions } from "./sessions/all-threads.ts";
import { EventRateLimit, eventRateMemory } from "./sessions/event-rate.ts";
import { sessionsMemory } from "./sessions/memory.ts";
import { ThreadQueries } from "./sessions/query.ts";
import type { Settings } from "./settings.ts";
import { DescriptorOwners, descriptorOwnersMemory } from "./sockets/linux/descriptor-owners.ts";
import { reservePort } from "./sockets/reserve-port.ts";
import { Heartbeat, heartbeatMemory } from "./threads/heartbeat.ts";
import { ManagedThread, ThreadError, type ThreadEvents } from "./threads/managed-thread.ts";
import type { ToThread } from "./threads/messages.ts";
import { CHECK_MS } from "./threads/watchdog.ts";

/** What threads get to close their sockets once they are cut. */
const CUT_MS = 500;

/**
 * Resolves once every thread listens.
 * @param observe called for every event; it must not throw
 * @throws {ListenError}
 * @throws {ThreadError}
 */
export async function startServer(
  first: Settings,
  observe: (event: ServerEvent) => void,
): Promise<RunningServer> {
  const claim = await reservePort(first);
  let settings: Settings = { ...first, port: claim.port };
  const limits = new SharedLimits(settings.threads, settings.limits, settings.sessionLog !== undefined);
  const memory = {
    counters: new SharedArrayBuffer(settings.threads * ROW_BYTES),
    eventGate: eventRateMemory(),
    books: sessionsMemory(),
    refusal: refusalMemory(),
    descriptorOwners: descriptorOwnersMemory(),
    heartbeats: heartbeatMemory(settings.threads),
    ...limits.memory,
  };
  const rows = Array.from({ length: settings.threads }, (_, thread) => new Counters(memory.counters, thread));
  const clock = new ClockWatch(memory.refusal, settings.clock, observe);
  const eventGate = new EventRateLimit(memory.eventGate);
  const descriptorOwners = new DescriptorOwners(memory.descriptorOwners);
  const gone = Promise.withResolvers<void>();
  const hopeless = Promise.withResolvers<ThreadError>();
  let isStopping = false;

  const kin: ThreadEvents = {
    told: observe,
    answered: (thread, told) => inquiry.receive(thread, told),
    replaced: (thread) => observe({ kind: "thread-replaced", thread }),
    died(thread, why) {
      descriptorOwners.closeAll(thread);
      const sessionsLost = limits.abandon(thread);
      rows[thread]?.add(COUNTER["thread-died"], sessionsLost);
      if (!isStopping || sessionsLost > 0) observe({ kind: "thread-died", thread, why, sessionsLost });
      if (isStopping && lives.every(({ isGone }) => isGone)) gone.resolve();
      if (lives.every(({ isHopeless }) => isHopeless)) {
        hopeless.resolve(new ThreadError(`no thread can live: ${why}`));
      }
    },
    wants: () => !isStopping,
    start: (thread) => ({ kind: "start", thread, settings, memory, now: performance.now() }),
  };
  const lives = rows.map(
    (_, thread) => new ManagedThread(thread, new Heartbeat(memory.heartbeats, thread), kin),
  );

  const inquiry = new ThreadQueries(
    () => lives.flatMap(({ isGone }, thread) => (isGone ? [] : [thread])),
    (thread, ask) => lives[thread]?.post(ask),
  );

  function post(message: ToThread): void {
    for (const life of lives) life.post(message);
  }

  let lookedAt = performance.now();
  const watching = setInterval(() => {
    const now = performance.now();
    for (const life of lives) life.look(now - lookedAt);
    lookedAt = now;
  }, CHECK_MS);

  try {
    if (first.clock.requireSync) await clock.start(); // the first reply is to be right already
    await Promise.all(lives.map((life) => life.begin()));
  } catch (error) {
    isStopping = true;
    clearInterval(watching);
    for (const life of lives) life.end();
    throw error;
  } finally {
    claim.release();
  }
  limits.limitConnections(settings.limits); // now that what the threads themselves take is known
  void clock.start();

  const telling = setInterval(() => {
    const events = eventGate.nextSecond();
    if (events > 0) observe({ kind: "events-dropped", events });
  }, 1_000);

  let cutCount: number | undefined;
  function cut(): void {
    if (cutCount !== undefined) return;
    cutCount = limits.open;
    post({ kind: "cut" });
    setTimeout(() => {
      for (const life of lives) life.end();
    }, CUT_MS).unref();
  }

  return {
    port: claim.port,
    get connectionLimit() {
      return limits.connectionLimit;
    },
    get open() {
      return limits.open;
    },
    get clock() {
      return clock.status;
    },
    counts: () => readCounts(rows),
    sessions: serverSessions(memory.books, rows, new ConnectionCount(memory.connectionCount), inquiry),
    threads: () => lives.map(({ state }) => state),
    restartLimitReached: hopeless.promise,
    async apply(next) {
      await clock.start();
      clock.apply(next.clock);
      settings = { ...settings, ...next, limits: { ...settings.limits, ...next.limits } };
      limits.limitConnections(settings.limits);
      post({ kind: "settings", settings });
    },
    cut,
    async stop() {
      isStopping = true;
      observe({ kind: "draining", open: limits.open, drainSeconds: settings.limits.drainSeconds });
      post({ kind: "drain" });
      if (lives.every(({ isGone }) => isGone)) gone.resolve();
      const deadline = setTimeout(cut, settings.limits.drainSeconds * 1000);
      await gone.promise;
      clearTimeout(deadline);
      clearInterval(telling);
      clearInterval(watching);
      clock.stop();
      observe({ kind: "stopped", cut: cutCount ?? 0, counts: readCounts(rows) });
    },
  };
}
