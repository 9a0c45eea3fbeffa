/** The main thread's part: makes the serving threads, replaces one that dies, stops them all. Serves no requests. */
import { Admission, admissionMemory } from "./admission.ts";
import { Inquiry } from "./books/inquiry.ts";
import { booksMemory } from "./books/memory.ts";
import { serverBooks } from "./books/server-books.ts";
import { claimPort } from "./claim.ts";
import { ClockWatch } from "./clock-watch.ts";
import { COUNTER, Counters, ROW_BYTES, readCounts } from "./counters.ts";
import { connectionsAllowed } from "./descriptors.ts";
import { EventGate, eventGateMemory } from "./event-gate.ts";
import type { ServerEvent } from "./events.ts";
import { KeptBytes, keptBytesMemory } from "./kept-bytes.ts";
import { DescriptorOwners, descriptorOwnersMemory } from "./linux/descriptor-owners.ts";
import { ListenError } from "./listen.ts";
import type { FromThread, ThreadStart, ToThread } from "./messages.ts";
import { refusalMemory } from "./refusal-switch.ts";
import type { RunningServer } from "./running-server.ts";
import type { Settings } from "./settings.ts";
import { takeThread } from "./spare-thread.ts";
import { wake } from "./wake.ts";

/** A thread that lived this long died of something new: it is replaced at once. */
const HEALTHY_MS = 10_000;
const FIRST_BACKOFF_MS = 100;
const MAX_BACKOFF_MS = 5_000;

/** What threads get to close their sockets once they are cut. */
const CUT_MS = 500;

/** A thread could not even begin to serve. */
export class ThreadError extends Error {}

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
  const claim = await claimPort(first);
  let settings: Settings = { ...first, port: claim.port };
  const memory = {
    counters: new SharedArrayBuffer(settings.threads * ROW_BYTES),
    admission: admissionMemory(settings.threads),
    keptBytes: keptBytesMemory(settings.threads),
    eventGate: eventGateMemory(),
    books: booksMemory(),
    refusal: refusalMemory(),
    descriptorOwners: descriptorOwnersMemory(),
  };
  const rows = Array.from({ length: settings.threads }, (_, thread) => new Counters(memory.counters, thread));
  const admission = new Admission(memory.admission);
  const limitConnections = () => {
    const room = admission.open + connectionsAllowed(settings.books !== undefined);
    admission.limit = Math.min(settings.limits.maxConnections, room);
  };
  limitConnections(); // what the threads themselves take is known once they run
  const clock = new ClockWatch(memory.refusal, settings.clock, observe);
  const eventGate = new EventGate(memory.eventGate);
  const descriptorOwners = new DescriptorOwners(memory.descriptorOwners);
  const workers = new Map<number, Worker>();
  const wakers = new Map<number, number>();
  const inquiry = new Inquiry(workers, send);
  const gone = Promise.withResolvers<void>();
  let isStopping = false;

  function startThread(thread: number, backoffMs = FIRST_BACKOFF_MS): Promise<void> {
    const listening = Promise.withResolvers<void>();
    const start: ThreadStart = { kind: "start", thread, settings, memory };
    const worker = takeThread();
    worker.postMessage(start);
    const startedAt = performance.now();
    let why = "it ended";
    workers.set(thread, worker);
    worker.addEventListener("message", ({ data }: MessageEvent<FromThread>) => {
      if (data.kind === "listening") {
        if (data.waker !== undefined) wakers.set(thread, data.waker);
        listening.resolve();
      } else if (data.kind === "told") inquiry.receive(thread, data);
      else if (data.kind === "left") worker.terminate();
      else if (data.kind === "listen-failed") {
        why = `cannot listen: ${data.code}`;
        listening.reject(new ListenError(data.code, data.address, claim.port));
        worker.terminate();
      } else observe(data);
    });
    worker.addEventListener("error", ({ message }) => {
      why = messageOf(message);
    });
    worker.addEventListener("close", () => {
      workers.delete(thread);
      wakers.delete(thread);
      descriptorOwners.closeAll(thread);
      listening.reject(new ThreadError(`thread ${thread} died before it listened: ${why}`));
      new KeptBytes(memory.keptBytes, thread).abandon();
      const sessionsLost = admission.abandon(thread);
      rows[thread]?.add(COUNTER["thread-died"], sessionsLost);
      if (!isStopping || sessionsLost > 0) observe({ kind: "thread-died", thread, why, sessionsLost });
      if (isStopping) {
        if (workers.size === 0) gone.resolve();
        return;
      }
      const wasHealthy = performance.now() - startedAt >= HEALTHY_MS;
      setTimeout(
        () => replaceThread(thread, wasHealthy ? FIRST_BACKOFF_MS : backoffMs * 2),
        wasHealthy ? 0 : backoffMs,
      ).unref();
    });
    return listening.promise;
  }

  function replaceThread(thread: number, backoffMs: number): void {
    if (isStopping) return;
    startThread(thread, Math.min(backoffMs, MAX_BACKOFF_MS)).then(
      () => observe({ kind: "thread-replaced", thread }),
      () => {}, // its `exit` tells why, and tries again
    );
  }

  function send(thread: number, message: ToThread): void {
    workers.get(thread)?.postMessage(message);
    wake(wakers.get(thread));
  }

  function post(message: ToThread): void {
    for (const thread of workers.keys()) send(thread, message);
  }

  try {
    if (first.clock.requireSync) await clock.start(); // the first reply is to be right already
    await Promise.all(rows.map((_, thread) => startThread(thread)));
  } catch (error) {
    isStopping = true;
    for (const worker of workers.values()) worker.terminate();
    throw error;
  } finally {
    claim.release();
  }
  limitConnections();
  void clock.start();

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
      for (const worker of workers.values()) worker.terminate();
    }, CUT_MS).unref();
  }

  return {
    port: claim.port,
    get connectionLimit() {
      return admission.limit;
    },
    get open() {
      return admission.open;
    },
    get clock() {
      return clock.word;
    },
    counts: () => readCounts(rows),
    books: serverBooks(memory.books, rows, admission, inquiry),
    async apply(next) {
      await clock.start();
      clock.apply(next.clock);
      settings = { ...settings, ...next };
      limitConnections();
      post({ kind: "settings", settings });
    },
    cut,
    async stop() {
      isStopping = true;
      observe({ kind: "draining", open: admission.open, drainSeconds: settings.limits.drainSeconds });
      post({ kind: "drain" });
      if (workers.size === 0) gone.resolve();
      const deadline = setTimeout(cut, settings.limits.drainSeconds * 1000);
      await gone.promise;
      clearTimeout(deadline);
      clearInterval(telling);
      clock.stop();
      observe({ kind: "stopped", cut: cutCount ?? 0, counts: readCounts(rows) });
    },
  };
}

/** The runtime gives the error with the code around it; the line that says it begins with its name. */
function messageOf(report: string): string {
  return /^(?:\w*[eE]rror: )(.*)$/m.exec(report)?.[1] ?? report;
}
