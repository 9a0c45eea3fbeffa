/** What a serving thread does: listens on the shared port, keeps its connections and their deadlines, drains when told. */
import { secondFormatter } from "../../clock/second.ts";
import { Answer } from "../../protocol/answer.ts";
import { RepeatedReply } from "../../protocol/repeated-reply.ts";
import { RefusalSwitch } from "../clock/refusal-switch.ts";
import { CachedTimeReply } from "../clock/time-reply.ts";
import { Connection } from "../connection/connection.ts";
import { findOverdue } from "../connection/deadlines.ts";
import { RateLimitedConnection } from "../connection/rate-limited-connection.ts";
import type { ThreadContext } from "../connection/thread-context.ts";
import { COUNTER, Counters } from "../counters.ts";
import { Admission } from "../limits/admission.ts";
import { BufferBudget } from "../limits/buffer-budget.ts";
import { rateLimitOf } from "../limits/rate-limit.ts";
import { EventRateLimit } from "../sessions/event-rate.ts";
import type { QueryRequest } from "../sessions/messages.ts";
import { SessionEvents } from "../sessions/session-events.ts";
import { SessionLog } from "../sessions/session-log.ts";
import type { SessionRecord } from "../sessions/session-record.ts";
import type { Settings } from "../settings.ts";
import { ListenError } from "../sockets/listen.ts";
import { openSockets } from "../sockets/open.ts";
import type { SocketHandlers } from "../sockets/sockets.ts";
import { Heartbeat } from "./heartbeat.ts";
import type { FromThread, ThreadStart } from "./messages.ts";

const SWEEP_MS = 250;

/** Behind such a pause (the process was stopped) what waits in the sockets is read before anybody is judged by it. */
const LATE_SWEEP_MS = 1_000;

/** How long what clients had already sent is still read after the command to drain. */
const DRAIN_READ_MS = 50;
const DRAIN_LOOK_MS = 10;

/** Obeys the messages that follow the first. */
export interface Serving {
  apply(settings: Settings): void;
  drain(): void;
  cut(): void;
  answer(ask: QueryRequest): void;
}

/** @param tell to the main thread */
export function serve(start: ThreadStart, tell: (message: FromThread) => void): Serving {
  const { thread, settings, memory } = start;
  const counters = new Counters(memory.counters, thread);
  const heartbeat = new Heartbeat(memory.heartbeats, thread);
  const door = new Admission(start, counters);
  let open = 0;
  const eventGate = new EventRateLimit(memory.eventGate);
  const known = counters.read(COUNTER.opened);
  const sessions = new SessionEvents(thread, eventGate, tell, settings.emitsSessionEvents, known);
  const records = settings.sessionLog?.records;
  const books =
    records === undefined ? undefined : new SessionLog(thread, counters, memory.books, records, forEachEntry);
  const refusal = new RefusalSwitch(memory.refusal);
  const repliesOf = ({ zone, pattern }: Settings) =>
    new CachedTimeReply(secondFormatter(zone, pattern), refusal);
  const shared: ThreadContext = {
    settings,
    counters,
    buffers: new BufferBudget(memory.bufferBudget, thread),
    timeReply: repliesOf(settings),
    answer: new Answer(new RepeatedReply()),
    isDraining: false,
    get now() {
      return performance.now();
    },
  };

  const handlers: SocketHandlers<Connection> = {
    open(socket) {
      if (!door.enter(socket)) return;
      counters.add(COUNTER.opened, 1);
      const connection =
        pace === undefined ? new Connection(socket, shared) : new RateLimitedConnection(socket, shared, pace);
      socket.data = connection;
      open++;
      books?.opened(connection, socket);
      sessions.opened(connection, socket);
    },
    data(socket, chunk) {
      socket.data?.entry?.transcript?.received(chunk);
      heartbeat.beat(); // a thousand long answers can take a turn of the loop seconds
      socket.data?.receive(chunk);
    },
    drain(socket) {
      socket.data?.onWritable();
    },
    end(socket) {
      socket.data?.entry?.transcript?.ended("client", "fin");
      socket.data?.receiveEnd();
    },
    close(socket, error) {
      const connection = socket.data;
      if (connection === undefined) return;
      socket.data = undefined;
      open--;
      door.leave(socket);
      connection.onClose();
      const reason = connection.closeReason(error !== undefined);
      counters.add(COUNTER[reason], 1);
      books?.ended(connection, reason, error !== undefined);
      sessions.ended(connection, reason);
    },
    // Without a handler the runtime would throw; `close` follows and tells the reason.
    error() {},
  };

  const sockets = openSockets(handlers, memory.descriptorOwners, thread, settings.busyPoll);
  const pace = rateLimitOf(start, sockets);

  function forEachEntry(call: (entry: SessionRecord) => void): void {
    sockets.forEachOpen(({ data }) => {
      if (data?.entry !== undefined) call(data.entry);
    });
  }

  /** Listens on every address, or tells why not. */
  function listenEverywhere(): void {
    try {
      const isShared = settings.threads > 1;
      for (const address of settings.addresses) sockets.listen({ address, port: settings.port, isShared });
      tell({ kind: "listening", waker: sockets.waker });
    } catch (error) {
      if (!(error instanceof ListenError)) throw error;
      tell({ kind: "listen-failed", code: error.code, address: error.address });
    }
  }

  listenEverywhere();
  heartbeat.beat();

  let sweptAt = performance.now();

  function sweep(): void {
    heartbeat.beat();
    const now = performance.now();
    const isLate = now - sweptAt > LATE_SWEEP_MS;
    sweptAt = now;
    if (!isLate) {
      sockets.forEachOpen(({ data: connection }) => {
        const overdue = connection && findOverdue(connection, now, shared.settings.limits);
        if (overdue !== undefined) connection?.endOverdue(overdue);
      });
    }
    sockets.after(SWEEP_MS, sweep);
  }

  sockets.after(SWEEP_MS, sweep);

  /** What connections read through `shared` holds for them at once; `lenient` for those that have said nothing yet. */
  function apply(next: Settings): void {
    shared.settings = next;
    shared.timeReply = repliesOf(next);
    sessions.isEnabled = next.emitsSessionEvents;
    door.apply(next);
    sockets.forEachOpen((socket) => {
      if (socket.data !== undefined) door.recheck(socket, socket.data);
    });
  }

  function drain(): void {
    sockets.stopListening();
    sockets.after(DRAIN_READ_MS, () => {
      sockets.forEachOpen(({ data }) => data?.shutDown());
      leaveWhenEmpty();
    });
  }

  function leaveWhenEmpty(): void {
    if (open === 0) leave();
    else sockets.after(DRAIN_LOOK_MS, leaveWhenEmpty);
  }

  function cut(): void {
    sockets.forEachOpen(({ data }) => data?.cut("drain-timeout"));
    leave();
  }

  function leave(): void {
    tell({ kind: "left" });
  }

  return { apply, drain, cut, answer: (ask) => books && tell(books.answer(ask)) };
}
