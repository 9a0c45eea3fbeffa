/** The main thread's part: starts the serving threads, replaces dead ones, stops them all. Serves no requests. */

import { ClockWatch } from "./clock/clock-watch.ts";
import { COUNTER, Counters, readCounts } from "./counters.ts";
import type { ServerEvent } from "./events.ts";
import { ConnectionCount } from "./limits/connection-count.ts";
import { SharedLimits } from "./limits/shared-limits.ts";
import type { RunningServer } from "./running-server.ts";
import { serverSessions } from "./sessions/all-threads.ts";
import {
  EventRateLimit,
  REFUSAL_EVENTS_PER_SECOND,
  SESSION_EVENTS_PER_SECOND,
} from "./sessions/event-rate.ts";
import { SessionsMemory } from "./sessions/memory.ts";
import { ThreadQueries } from "./sessions/query.ts";
import { RecordingControl } from "./sessions/recording.ts";
import type { Settings } from "./settings.ts";
import { claimPort } from "./sockets/claim-port.ts";
import { DescriptorOwners } from "./sockets/linux/descriptor-owners.ts";
import { handoverOf, keptOpen } from "./threads/handover.ts";
import { ManagedThread, ThreadError, type ThreadEvents } from "./threads/managed-thread.ts";
import type { ToThread } from "./threads/messages.ts";
import { serverMemory } from "./threads/server-memory.ts";
import { CHECK_MS, Heartbeat } from "./threads/watchdog.ts";

/** How long threads may take to close their sockets at a cut. */
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
  const claim = claimPort(first);
  let settings: Settings = { ...first, port: claim.port };
  const limits = new SharedLimits(settings.threads, settings.limits, settings.sessionLog !== undefined);
  const memory = serverMemory(settings.threads, limits.memory);
  const rows = Array.from({ length: settings.threads }, (_, thread) => new Counters(memory.counters, thread));
  const clock = new ClockWatch(memory.refusal, settings.clock, observe);
  const eventRate = new EventRateLimit(memory.eventRate, SESSION_EVENTS_PER_SECOND);
  const refusalRate = new EventRateLimit(memory.refusalRate, REFUSAL_EVENTS_PER_SECOND);
  const descriptorOwners = new DescriptorOwners(memory.descriptorOwners);
  const allGone = Promise.withResolvers<void>();
  const restartLimitReached = Promise.withResolvers<ThreadError>();
  let isStopping = false;

  const events: ThreadEvents = {
    emitted: observe,
    responded: (thread, response) => queries.receive(thread, response),
    replaced: (thread) => observe({ kind: "thread-replaced", thread }),
    died(thread, why) {
      descriptorOwners.closeAll(thread);
      const sessionsLost = limits.abandon(thread);
      rows[thread]?.add(COUNTER["thread-died"], sessionsLost);
      if (!isStopping || sessionsLost > 0) observe({ kind: "thread-died", thread, why, sessionsLost });
      if (isStopping && threads.every(({ isGone }) => isGone)) allGone.resolve();
      if (threads.every(({ hasReachedRestartLimit }) => hasReachedRestartLimit)) {
        restartLimitReached.resolve(new ThreadError(`every serving thread failed repeatedly: ${why}`));
      }
    },
    shouldReplace: () => !isStopping,
    startMessage(thread) {
      const listeners = claim.take(thread);
      for (const listener of listeners ?? []) descriptorOwners.take(listener, thread);
      return { kind: "start", thread, settings, memory, listeners, now: performance.now() };
    },
  };
  const threads = rows.map(
    (_, thread) => new ManagedThread(thread, new Heartbeat(memory.heartbeats, thread), events),
  );

  const queries = new ThreadQueries(
    () => threads.flatMap(({ isGone }, thread) => (isGone ? [] : [thread])),
    (thread, request) => threads[thread]?.post(request),
  );

  function post(message: ToThread): void {
    for (const thread of threads) thread.post(message);
  }

  let checkedAt = performance.now();
  const watchdog = setInterval(() => {
    const now = performance.now();
    for (const thread of threads) thread.check(now - checkedAt);
    checkedAt = now;
  }, CHECK_MS);

  try {
    if (first.clock.requireSync) await clock.start(); // already the first reply must be right
    await Promise.all(threads.map((thread) => thread.begin()));
  } catch (error) {
    isStopping = true;
    clearInterval(watchdog);
    for (const thread of threads) thread.end();
    throw error;
  } finally {
    claim.release();
  }
  limits.limitConnections(settings.limits); // now that the threads have opened their own descriptors
  void clock.start();

  const shared = new SessionsMemory(memory.sessions);
  const recording = new RecordingControl((isBusy) => {
    shared.isBusy = isBusy;
  }, performance.now());

  function reportDropped(): void {
    const events = eventRate.nextSecond();
    if (events > 0) observe({ kind: "events-dropped", events });
    const refusals = refusalRate.nextSecond();
    if (refusals > 0) observe({ kind: "refusals-dropped", refusals });
  }

  const everySecond = setInterval(() => {
    reportDropped();
    recording.tick(performance.now(), readCounts(rows).requests);
  }, 1_000);

  let cutCount: number | undefined;
  function cut(): void {
    if (cutCount !== undefined) return;
    cutCount = limits.open;
    post({ kind: "cut" });
    setTimeout(() => {
      for (const thread of threads) thread.end();
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
    sessions: serverSessions(shared, rows, new ConnectionCount(memory.connectionCount), queries, recording),
    threads: () => threads.map(({ state }) => state),
    restartLimitReached: restartLimitReached.promise,
    async apply(next) {
      await clock.start();
      clock.apply(next.clock);
      settings = { ...settings, ...next, limits: { ...settings.limits, ...next.limits } };
      limits.limitConnections(settings.limits);
      post({ kind: "settings", settings });
    },
    cut,
    handover: () =>
      handoverOf(
        threads.map(({ listeners }) => listeners),
        settings.inherited,
      ),
    async stop(handover) {
      isStopping = true;
      observe({ kind: "draining", open: limits.open, drainSeconds: settings.limits.drainSeconds });
      for (const [at, thread] of threads.entries())
        thread.post({
          kind: "drain",
          keptOpen: keptOpen(at, thread.listeners, settings.inherited, handover),
        });
      claim.close();
      if (threads.every(({ isGone }) => isGone)) allGone.resolve();
      const deadline = setTimeout(cut, settings.limits.drainSeconds * 1000);
      await allGone.promise;
      clearTimeout(deadline);
      clearInterval(everySecond);
      clearInterval(watchdog);
      clock.stop();
      reportDropped();
      observe({ kind: "stopped", cut: cutCount ?? 0, counts: readCounts(rows) });
    },
  };
}
