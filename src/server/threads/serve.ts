/** A serving thread: listens on the shared port, serves its connections, enforces deadlines, drains on request. */
import { secondFormatter } from "../../clock/second.ts";
import { Answer } from "../../protocol/answer.ts";
import { RepeatedReply } from "../../protocol/repeated-reply.ts";
import { RefusalSwitch } from "../clock/refusal-switch.ts";
import { CachedTimeReply } from "../clock/time-reply.ts";
import type { Connection } from "../connection/connection.ts";
import { findOverdue } from "../connection/deadlines.ts";
import type { SessionObserver } from "../connection/session-observer.ts";
import type { ThreadContext } from "../connection/thread-context.ts";
import { COUNTER, Counters } from "../counters.ts";
import { Admission } from "../limits/admission.ts";
import { BufferBudget } from "../limits/buffer-budget.ts";
import { type RateLimit, RateLimiter } from "../limits/rate-limiter.ts";
import {
  EventRateLimit,
  REFUSAL_EVENTS_PER_SECOND,
  SESSION_EVENTS_PER_SECOND,
} from "../sessions/event-rate.ts";
import type { QueryRequest } from "../sessions/messages.ts";
import { SessionEvents } from "../sessions/session-events.ts";
import { SessionLog } from "../sessions/session-log.ts";
import type { Settings } from "../settings.ts";
import { ListenError } from "../sockets/listen.ts";
import { openSockets } from "../sockets/open.ts";
import type { SocketHandlers, Sockets } from "../sockets/sockets.ts";
import { connectionHandlers, recheckAccess } from "./connection-handlers.ts";
import type { FromThread, ThreadStart } from "./messages.ts";
import { ProxiedSockets } from "./proxied-sockets.ts";
import { RefusalEvents } from "./refusal-events.ts";
import { Heartbeat } from "./watchdog.ts";

const SWEEP_MS = 250;
/** So long after a request the replies of the next seconds are still formatted ahead of them. */
const ASKED_MS = 3_000;

/** After a pause this long (the process was stopped), read pending data before applying deadlines. */
const LATE_SWEEP_MS = 1_000;

/** How long what clients had already sent is still read once the thread drains. */
const DRAIN_READ_MS = 50;
const DRAIN_POLL_MS = 10;
/** A client that has just connected may take this long to send its first request, also to a thread that drains. */
const FIRST_REQUEST_MS = 2_000;

/** Acts on the messages that follow the first. */
export interface Serving {
  apply(settings: Settings): void;
  /** @param keptOpen see `Sockets.stopListening` */
  drain(keptOpen: readonly number[]): void;
  cut(): void;
  answer(request: QueryRequest): void;
}

/**
 * @param post to the main thread
 * @param open makes the sockets, if they are not those that listen on the port
 */
export function serve(
  start: ThreadStart,
  post: (message: FromThread) => void,
  open?: (handlers: SocketHandlers<Connection>) => Sockets<Connection>,
): Serving {
  const { thread, settings, memory } = start;
  const counters = new Counters(memory.counters, thread);
  const heartbeat = new Heartbeat(memory.heartbeats, thread);
  const admission = new Admission(thread, memory, settings.access);
  const eventRate = new EventRateLimit(memory.eventRate, SESSION_EVENTS_PER_SECOND);
  const refusalRate = new EventRateLimit(memory.refusalRate, REFUSAL_EVENTS_PER_SECOND);
  const refusals = new RefusalEvents(thread, refusalRate, post, settings.emitsRefusals);
  const earlier = counters.read(COUNTER.opened);
  const events = new SessionEvents(thread, eventRate, post, settings.emitsSessionEvents, earlier);
  const records = settings.sessionLog?.records;
  const log =
    records === undefined
      ? undefined
      : new SessionLog(thread, counters, memory.sessions, records, forEachObserver);
  const refusal = new RefusalSwitch(memory.refusal);
  const repliesOf = ({ zone, pattern }: Settings) =>
    new CachedTimeReply(secondFormatter(zone, pattern), refusal);
  const context: ThreadContext = {
    settings,
    counters,
    buffers: new BufferBudget(memory.bufferBudget, thread),
    timeReply: repliesOf(settings),
    answer: new Answer(new RepeatedReply()),
    isDraining: false,
    get now() {
      return performance.now();
    },
    get wallNow() {
      return Date.now();
    },
  };

  const limiter = memory.rateLimiter && new RateLimiter(memory.rateLimiter, settings.limits, thread);
  const ahead = start.now - performance.now();
  const rateLimit: RateLimit | undefined = limiter && {
    limiter,
    now: () => performance.now() + ahead,
    after: (milliseconds, act) => sockets.after(milliseconds, act),
  };

  const handlers = connectionHandlers({ context, admission, log, events, refusals, heartbeat, rateLimit });
  const proxied =
    settings.proxyFrom.length === 0
      ? undefined
      : new ProxiedSockets(settings.proxyFrom, handlers, admission, counters);
  const own = proxied?.handlers ?? handlers;
  const sockets = open?.(own) ?? openSockets(own, memory.descriptorOwners, thread, settings.busyPoll);

  function forEachObserver(call: (observer: SessionObserver) => void): void {
    sockets.forEachOpen(({ data }) => {
      if (data !== undefined) call(data.observer);
    });
  }

  function listenEverywhere(): void {
    try {
      const isShared = settings.threads > 1;
      const { port } = settings;
      const places = settings.addresses.map((address) => ({ address, port, isShared }));
      for (const place of start.listeners ?? places) sockets.listen(place);
      post({ kind: "listening", eventfd: sockets.eventfd, listeners: [...sockets.listeners] });
    } catch (error) {
      if (!(error instanceof ListenError)) throw error;
      post({ kind: "listen-failed", code: error.code, address: error.address });
    }
  }

  listenEverywhere();
  heartbeat.beat();

  let sweptAt = performance.now();
  let [requests, askedAt] = [0, Number.NEGATIVE_INFINITY];

  function sweep(): void {
    heartbeat.beat();
    const now = performance.now();
    const isLate = now - sweptAt > LATE_SWEEP_MS;
    sweptAt = now;
    if (!isLate) {
      sockets.forEachOpen(({ data: connection }) => {
        const overdue = connection && findOverdue(connection, now, context.settings.limits);
        if (overdue !== undefined) connection?.endOverdue(overdue);
      });
      proxied?.refuseLate(now);
    }
    const asked = counters.read(COUNTER.requests);
    if (asked !== requests) [requests, askedAt] = [asked, now];
    if (now - askedAt < ASKED_MS) context.timeReply.prepare(context.wallNow);
    sockets.after(SWEEP_MS, sweep);
  }

  sockets.after(SWEEP_MS, sweep);

  /** Connections read most settings through `context`; `lenient` holds for those that have sent nothing yet. */
  function apply(next: Settings): void {
    context.settings = next;
    context.timeReply = repliesOf(next);
    events.isEnabled = next.emitsSessionEvents;
    refusals.isEnabled = next.emitsRefusals;
    admission.apply(next.access);
    proxied?.apply(next.proxyFrom);
    sockets.forEachOpen((socket) =>
      recheckAccess(socket, proxied?.peerOf(socket) ?? socket, admission, next.refuseSilently),
    );
  }

  function drain(keptOpen: readonly number[]): void {
    sockets.stopListening(keptOpen);
    sockets.after(DRAIN_READ_MS, () => {
      context.isDraining = true;
      const now = performance.now();
      const isNew = (connection: Connection) =>
        connection.requests + connection.errors === 0 && now - connection.activeAt < FIRST_REQUEST_MS;
      sockets.forEachOpen(({ data }) => data !== undefined && !isNew(data) && data.shutDown());
      sockets.after(FIRST_REQUEST_MS, () => sockets.forEachOpen(({ data }) => data?.shutDown()));
      proxied?.shutDown();
      finishWhenEmpty();
    });
  }

  function finishWhenEmpty(): void {
    if (admission.open === 0) finish();
    else sockets.after(DRAIN_POLL_MS, finishWhenEmpty);
  }

  function cut(): void {
    sockets.forEachOpen(({ data }) => data?.cut("drain-timeout"));
    finish();
  }

  function finish(): void {
    post({ kind: "finished" });
  }

  return { apply, drain, cut, answer: (request) => log && post(log.answer(request)) };
}
