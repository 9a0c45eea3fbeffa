/** What a serving thread does when a socket opens, is read, is writable and closes: it admits, creates and counts. */
import { Connection } from "../connection/connection.ts";
import { RateLimitedConnection } from "../connection/rate-limited-connection.ts";
import type { ThreadContext } from "../connection/thread-context.ts";
import { closesInLine } from "../connection/unfinished.ts";
import { COUNTER, type Refusal, UNFINISHED } from "../counters.ts";
import { type Admission, NOT_ALLOWED, REFUSAL_REPLIES } from "../limits/admission.ts";
import type { RateLimit } from "../limits/rate-limiter.ts";
import type { SessionEvents } from "../sessions/session-events.ts";
import type { SessionLog } from "../sessions/session-log.ts";
import type { PeerSocket, SocketHandlers, StreamSocket } from "../sockets/sockets.ts";
import type { RefusalEvents } from "./refusal-events.ts";
import type { Heartbeat } from "./watchdog.ts";

interface Parts {
  readonly context: ThreadContext;
  readonly admission: Admission;
  /** Undefined without a monitor. */
  readonly log: SessionLog | undefined;
  readonly events: SessionEvents;
  readonly refusals: RefusalEvents;
  readonly heartbeat: Heartbeat;
  /** Undefined without a request rate. */
  readonly rateLimit: RateLimit | undefined;
}

interface ConnectionHandlers extends SocketHandlers<Connection> {
  /** An admitted connection becomes a session. */
  begin(socket: StreamSocket<Connection>, peer: PeerSocket): void;
  /** Ends a connection that is no session. @param peer whose address is logged */
  refuse(socket: StreamSocket<Connection>, peer: PeerSocket, refusal: Refusal): void;
}

export function connectionHandlers(parts: Parts): ConnectionHandlers {
  const { context, admission, log, events, refusals, heartbeat, rateLimit } = parts;
  const { counters } = context;

  function begin(socket: StreamSocket<Connection>, peer: PeerSocket): void {
    counters.add(COUNTER.opened, 1);
    const connection =
      rateLimit === undefined
        ? new Connection(socket, context)
        : new RateLimitedConnection(socket, context, rateLimit, peer.remoteAddress);
    socket.data = connection;
    if (log !== undefined) connection.observer = log.observe(connection, peer);
    events.opened(connection, peer);
  }

  function refuse(socket: StreamSocket<Connection>, peer: PeerSocket, refusal: Refusal): void {
    refusals.refused(peer, refusal);
    counters.add(COUNTER[refusal], 1);
    if (context.settings.refuseSilently) {
      socket.terminate(); // a reset leaves nothing here, not even TIME_WAIT
      return;
    }
    const reply = REFUSAL_REPLIES[refusal];
    socket.write(reply, 0, reply.length);
    socket.end(); // at once, without waiting for the peer: descriptors may be running out
  }

  return {
    begin,
    refuse,
    open(socket) {
      const refusal = admission.enter(socket);
      if (refusal === undefined) begin(socket, socket);
      else refuse(socket, socket, refusal);
    },
    data(socket, chunk) {
      heartbeat.beat(); // a thousand long answers can take one turn of the loop seconds
      socket.data?.receive(chunk);
    },
    drain(socket) {
      socket.data?.onWritable();
    },
    end(socket) {
      socket.data?.receiveEnd();
    },
    close(socket, error) {
      const connection = socket.data;
      if (connection === undefined) return; // it was refused
      socket.data = undefined;
      admission.leave(socket);
      connection.onClose();
      const wasReset = error !== undefined;
      const reason = connection.closeReason(wasReset);
      counters.add(COUNTER[reason], 1);
      if (closesInLine(connection, reason)) counters.add(COUNTER[UNFINISHED], 1);
      connection.observer.ended(reason, wasReset);
      events.ended(connection, reason);
    },
    // Without a handler the runtime would throw; `close` follows with the reason.
    error() {},
  };
}

/** Ends the session if its peer is no longer allowed. @param isSilent whether without an ERROR line */
export function recheckAccess(
  socket: StreamSocket<Connection>,
  peer: PeerSocket,
  admission: Admission,
  isSilent: boolean,
): void {
  const connection = socket.data;
  if (connection === undefined || connection.finSince !== undefined || admission.allows(peer)) return;
  const canReply = connection.stalledSince === undefined && !isSilent;
  if (canReply) connection.endWithError("no-longer-allowed", NOT_ALLOWED);
  else connection.cut("no-longer-allowed");
}
