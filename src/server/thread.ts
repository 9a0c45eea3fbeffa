/** A serving thread: listens on the shared port, keeps its connections and their deadlines, drains when told. */
import { secondFormatter } from "../clock/second.ts";
import { Answer } from "../protocol/answer.ts";
import { RepeatedReply } from "../protocol/repeated-reply.ts";
import type { AccessLists } from "./access.ts";
import { Connection, type Shared } from "./connection.ts";
import { COUNTER, Counters } from "./counters.ts";
import { findOverdue } from "./deadlines.ts";
import { Door } from "./door.ts";
import { EventGate } from "./event-gate.ts";
import { KeptBytes } from "./kept-bytes.ts";
import { ListenError, listen } from "./listen.ts";
import type { FromThread, ThreadStart, ToThread } from "./messages.ts";
import { PacedConnection, paceOf } from "./paced-connection.ts";
import { ReplyClock } from "./reply-clock.ts";
import { SessionTeller } from "./session-teller.ts";

const SWEEP_MS = 250;

/** How long what clients had already sent is still read after the command to drain. */
const DRAIN_READ_MS = 50;

// The web's Worker and not node:worker_threads, which costs each thread 30 ms of processor time at its start.
declare const self: Worker;

const tell = (message: FromThread) => self.postMessage(message);

/** What obeys the messages that follow the start. */
interface Serving {
  setAccess(access: AccessLists): void;
  drain(): void;
  cut(): void;
}

function begin(start: ThreadStart): Serving {
  const { thread, settings, memory } = start;
  const counters = new Counters(memory.counters, thread);
  const door = new Door(start, counters);
  const pace = paceOf(start);
  const connections = new Map<Connection, Bun.Socket<Connection | undefined>>();
  const sessions = settings.tellsSessions
    ? new SessionTeller(thread, new EventGate(memory.eventGate), tell)
    : undefined;
  const shared: Shared = {
    settings,
    counters,
    kept: new KeptBytes(memory.keptBytes, thread),
    replies: new ReplyClock(secondFormatter(settings.zone, settings.pattern)),
    answer: new Answer(new RepeatedReply()),
    get tick() {
      return performance.now();
    },
  };

  const handlers: Bun.SocketHandler<Connection | undefined> = {
    open(socket) {
      if (!door.enter(socket)) return;
      counters.add(COUNTER.opened, 1);
      const connection =
        pace === undefined ? new Connection(socket, shared) : new PacedConnection(socket, shared, pace);
      socket.data = connection;
      connections.set(connection, socket);
      sessions?.opened(connection, socket);
    },
    data(socket, chunk) {
      socket.data?.receive(chunk);
    },
    drain(socket) {
      socket.data?.drain();
    },
    end(socket) {
      socket.data?.receiveEnd();
    },
    close(socket, error) {
      const connection = socket.data;
      if (connection === undefined) return;
      socket.data = undefined;
      connections.delete(connection);
      door.leave(socket);
      connection.letGo();
      const reason = connection.closeReason(error !== undefined);
      counters.add(COUNTER[reason], 1);
      sessions?.ended(connection, reason);
    },
    // Without a handler the runtime would throw; `close` follows and tells the reason.
    error() {},
  };

  /** Listens on every address, or tells why not. */
  function listenEverywhere(): readonly Bun.TCPSocketListener<Connection | undefined>[] {
    try {
      const listeners = settings.addresses.map((address) =>
        listen({ address, port: settings.port, isShared: settings.threads > 1 }, handlers),
      );
      tell({ kind: "listening" });
      return listeners;
    } catch (error) {
      if (!(error instanceof ListenError)) throw error;
      tell({ kind: "listen-failed", code: error.code, address: error.address });
      return [];
    }
  }

  const listeners = listenEverywhere();

  function setAccess(access: AccessLists): void {
    door.setAccess(access);
    for (const [connection, socket] of connections) door.recheck(socket, connection);
  }

  function sweep(): void {
    const now = performance.now();
    for (const connection of connections.keys()) {
      const overdue = findOverdue(connection, now, settings.limits);
      if (overdue !== undefined) connection.endOverdue(overdue);
    }
  }

  const sweeping = setInterval(sweep, SWEEP_MS);

  function drain(): void {
    // Right behind a turn of the loop, that is with the queue of connections just emptied (STOP-1).
    setImmediate(() => {
      for (const listener of listeners) listener.stop();
    });
    setTimeout(() => {
      for (const connection of connections.keys()) connection.startDraining();
      const waiting = setInterval(() => {
        if (connections.size > 0) return;
        clearInterval(waiting);
        leave();
      }, 10);
    }, DRAIN_READ_MS);
  }

  function cut(): void {
    for (const connection of connections.keys()) connection.cut("drain-timeout");
    leave();
  }

  function leave(): void {
    clearInterval(sweeping);
    tell({ kind: "left" });
  }

  return { setAccess, drain, cut };
}

let serving: Serving | undefined;

self.onmessage = ({ data }: MessageEvent<ToThread>) => {
  switch (data.kind) {
    case "start":
      serving = begin(data);
      break;
    case "access":
      serving?.setAccess(data.access);
      break;
    case "drain":
      serving?.drain();
      break;
    case "cut":
      serving?.cut();
      break;
  }
};
