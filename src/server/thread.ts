/** A serving thread: listens on the shared port, keeps its connections and their deadlines, drains when told. */
import { secondFormatter } from "../clock/second.ts";
import { Answer } from "../protocol/answer.ts";
import { RepeatedReply } from "../protocol/repeated-reply.ts";
import { formatErrorReply } from "../protocol/reply.ts";
import { Admission } from "./admission.ts";
import { Books } from "./books/books.ts";
import type { Ask } from "./books/questions.ts";
import { Connection, type Shared } from "./connection.ts";
import { COUNTER, Counters } from "./counters.ts";
import { findOverdue } from "./deadlines.ts";
import { EventGate } from "./event-gate.ts";
import { KeptBytes } from "./kept-bytes.ts";
import { ListenError } from "./listen.ts";
import type { FromThread, ThreadStart, ToThread } from "./messages.ts";
import { RefusalSwitch } from "./refusal-switch.ts";
import { ReplyClock } from "./reply-clock.ts";
import { SessionTeller } from "./session-teller.ts";
import type { Settings } from "./settings.ts";
import type { SocketHandlers } from "./sockets.ts";
import { openSockets } from "./thread-sockets.ts";

const SWEEP_MS = 250;

/** How long what clients had already sent is still read after the command to drain. */
const DRAIN_READ_MS = 50;
const DRAIN_LOOK_MS = 10;

const FULL_REPLY = formatErrorReply("too many connections"); // LIMIT-1

// The web's Worker and not node:worker_threads, which costs each thread 30 ms of processor time at its start.
declare const self: Worker;

const tell = (message: FromThread) => self.postMessage(message);

/** Obeys the messages that follow the first. */
interface Serving {
  apply(settings: Settings): void;
  drain(): void;
  cut(): void;
  answer(ask: Ask): void;
}

function begin({ thread, settings, memory }: ThreadStart): Serving {
  const counters = new Counters(memory.counters, thread);
  const admission = new Admission(memory.admission);
  const connections = new Set<Connection>();
  const eventGate = new EventGate(memory.eventGate);
  const sessions = new SessionTeller(
    thread,
    eventGate,
    tell,
    settings.tellsSessions,
    counters.read(COUNTER.opened),
  );
  const books = settings.books && new Books(thread, counters, memory.books, settings.books.records);
  const refusal = new RefusalSwitch(memory.refusal);
  const repliesOf = ({ zone, pattern }: Settings) => new ReplyClock(secondFormatter(zone, pattern), refusal);
  const shared: Shared = {
    settings,
    counters,
    kept: new KeptBytes(memory.keptBytes, thread),
    replies: repliesOf(settings),
    answer: new Answer(new RepeatedReply()),
    get tick() {
      return performance.now();
    },
  };

  const handlers: SocketHandlers<Connection> = {
    open(socket) {
      if (!admission.enter(thread)) {
        counters.add(COUNTER.refused, 1);
        socket.write(FULL_REPLY, 0, FULL_REPLY.length);
        // Closed at once, without waiting for the peer: a descriptor is what there is none of.
        socket.end();
        return;
      }
      counters.add(COUNTER.opened, 1);
      const connection = books?.opened(socket, shared) ?? new Connection(socket, shared);
      socket.data = connection;
      connections.add(connection);
      sessions.opened(connection, socket);
    },
    data(socket, chunk) {
      socket.data?.entry?.transcript?.received(chunk);
      socket.data?.receive(chunk);
    },
    drain(socket) {
      socket.data?.drain();
    },
    end(socket) {
      socket.data?.entry?.transcript?.ended("client", "fin");
      socket.data?.receiveEnd();
    },
    close(socket, error) {
      const connection = socket.data;
      if (connection === undefined) return;
      socket.data = undefined;
      connections.delete(connection);
      admission.leave(thread);
      connection.letGo();
      const reason = connection.closeReason(error !== undefined);
      counters.add(COUNTER[reason], 1);
      books?.ended(connection, reason, error !== undefined);
      sessions.ended(connection, reason);
    },
    // Without a handler the runtime would throw; `close` follows and tells the reason.
    error() {},
  };

  const sockets = openSockets(handlers, memory.descriptorOwners, thread);

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

  function sweep(): void {
    const now = performance.now();
    for (const connection of connections) {
      const overdue = findOverdue(connection, now, shared.settings.limits);
      if (overdue !== undefined) connection.endOverdue(overdue);
    }
    sockets.after(SWEEP_MS, sweep);
  }

  sockets.after(SWEEP_MS, sweep);

  /** What connections read through `shared` holds for them at once; `lenient` for those to come. */
  function apply(next: Settings): void {
    shared.settings = next;
    shared.replies = repliesOf(next);
    sessions.isTelling = next.tellsSessions;
  }

  function drain(): void {
    sockets.stopListening();
    sockets.after(DRAIN_READ_MS, () => {
      for (const connection of connections) connection.startDraining();
      leaveWhenEmpty();
    });
  }

  function leaveWhenEmpty(): void {
    if (connections.size === 0) leave();
    else sockets.after(DRAIN_LOOK_MS, leaveWhenEmpty);
  }

  function cut(): void {
    for (const connection of connections) connection.cut("drain-timeout");
    leave();
  }

  function leave(): void {
    tell({ kind: "left" });
  }

  return { apply, drain, cut, answer: (ask) => books && tell(books.answer(ask)) };
}

let serving: Serving | undefined;

self.onmessage = ({ data }: MessageEvent<ToThread>) => {
  switch (data.kind) {
    case "start":
      serving = begin(data);
      break;
    case "settings":
      serving?.apply(data.settings);
      break;
    case "drain":
      serving?.drain();
      break;
    case "cut":
      serving?.cut();
      break;
    case "ask":
      serving?.answer(data);
      break;
  }
};
