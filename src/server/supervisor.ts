/** The main thread's part: makes the serving threads, watches that they live, stops them all. Serves no requests. */
import { Admission, admissionMemory } from "./admission.ts";
import { claimPort } from "./claim.ts";
import { COUNTER, Counters, type Counts, ROW_BYTES, readCounts } from "./counters.ts";
import { connectionsAllowed } from "./descriptors.ts";
import { EventGate, eventGateMemory } from "./event-gate.ts";
import type { ServerEvent } from "./events.ts";
import { heartbeatMemory } from "./heartbeat.ts";
import { KeptBytes, keptBytesMemory } from "./kept-bytes.ts";
import type { ToThread } from "./messages.ts";
import { LOOK_MS } from "./pulse.ts";
import type { Settings } from "./settings.ts";
import { type Kin, ThreadError, ThreadLife, type ThreadState } from "./thread-life.ts";

/** What threads get to close their sockets once they are cut. */
const CUT_MS = 500;

export interface RunningServer {
  readonly port: number;
  /** Connections over all threads at most: as set, or as the descriptor limit allows. */
  readonly connectionLimit: number;
  readonly open: number;
  counts(): Counts;
  /** Stops accepting, lets what was asked be answered, and resolves when all threads are gone. Stop is permanent. */
  stop(): Promise<void>;
  /** Ends a stop at once. */
  cut(): void;
  threads(): readonly ThreadState[];
  /** Resolves, with what they died of, when no thread can live: all are dead, and died at once each time. */
  readonly hopeless: Promise<ThreadError>;
}

/**
 * Resolves once every thread listens.
 * @param observe called for every event; it must not throw
 * @throws {ListenError}
 * @throws {ThreadError}
 */
export async function startServer(
  settings: Settings,
  observe: (event: ServerEvent) => void,
): Promise<RunningServer> {
  const claim = await claimPort(settings);
  const memory = {
    counters: new SharedArrayBuffer(settings.threads * ROW_BYTES),
    admission: admissionMemory(settings.threads),
    keptBytes: keptBytesMemory(settings.threads),
    eventGate: eventGateMemory(),
    heartbeats: heartbeatMemory(settings.threads),
  };
  const rows = Array.from({ length: settings.threads }, (_, thread) => new Counters(memory.counters, thread));
  const admission = new Admission(memory.admission);
  const limitConnections = () => {
    admission.limit = Math.min(settings.limits.maxConnections, connectionsAllowed());
  };
  limitConnections(); // what the threads themselves take is known once they run
  const eventGate = new EventGate(memory.eventGate);
  const gone = Promise.withResolvers<void>();
  const hopeless = Promise.withResolvers<ThreadError>();
  let isStopping = false;

  const kin: Kin = {
    told: observe,
    replaced: (thread) => observe({ kind: "thread-replaced", thread }),
    died(thread, why) {
      new KeptBytes(memory.keptBytes, thread).abandon();
      const sessionsLost = admission.abandon(thread);
      rows[thread]?.add(COUNTER["thread-died"], sessionsLost);
      if (!isStopping || sessionsLost > 0) observe({ kind: "thread-died", thread, why, sessionsLost });
      if (isStopping && lives.every(({ isGone }) => isGone)) gone.resolve();
      if (lives.every(({ isHopeless }) => isHopeless)) {
        hopeless.resolve(new ThreadError(`no thread can live: ${why}`));
      }
    },
    wants: () => !isStopping,
  };
  const lives = rows.map((_, thread) => {
    const start = { kind: "start", thread, settings: { ...settings, port: claim.port }, memory } as const;
    return new ThreadLife(start, kin);
  });

  function post(message: ToThread): void {
    for (const life of lives) life.post(message);
  }

  let lookedAt = performance.now();
  const watching = setInterval(() => {
    const now = performance.now();
    for (const life of lives) life.look(now - lookedAt);
    lookedAt = now;
  }, LOOK_MS);

  try {
    await Promise.all(lives.map((life) => life.begin()));
  } catch (error) {
    isStopping = true;
    clearInterval(watching);
    for (const life of lives) life.end();
    throw error;
  } finally {
    claim.release();
  }
  limitConnections();

  const telling = setInterval(() => {
    const events = eventGate.nextSecond();
    if (events > 0) observe({ kind: "left-out", events });
  }, 1_000);

  let cutCount: number | undefined;
  function cut(): void {
    if (cutCount !== undefined) return;
    cutCount = admission.open;
    post({ kind: "cut" });
    setTimeout(() => {
      for (const life of lives) life.end();
    }, CUT_MS).unref();
  }

  return {
    port: claim.port,
    connectionLimit: admission.limit,
    get open() {
      return admission.open;
    },
    counts: () => readCounts(rows),
    cut,
    threads: () => lives.map(({ state }) => state),
    hopeless: hopeless.promise,
    async stop() {
      isStopping = true;
      observe({ kind: "draining", open: admission.open, drainSeconds: settings.limits.drainSeconds });
      post({ kind: "drain" });
      if (lives.every(({ isGone }) => isGone)) gone.resolve();
      const deadline = setTimeout(cut, settings.limits.drainSeconds * 1000);
      await gone.promise;
      clearTimeout(deadline);
      clearInterval(telling);
      clearInterval(watching);
      observe({ kind: "stopped", cut: cutCount ?? 0, counts: readCounts(rows) });
    },
  };
}
