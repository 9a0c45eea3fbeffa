/** What a serving thread does when a socket opens, is read, is writable and closes: it admits, creates and counts. */
import { Connection } from "../connection/connection.ts";
import { RateLimitedConnection } from "../connection/rate-limited-connection.ts";
import type { ThreadContext } from "../connection/thread-context.ts";
import { COUNTER, type Refusal } from "../counters.ts";
import { type Admission, NOT_ALLOWED, REFUSAL_REPLIES } from "../limits/admission.ts";
import type { RateLimit } from "../limits/rate-limiter.ts";
import type { SessionEvents } from "../sessions/session-events.ts";
import type { SessionLog } from "../sessions/session-log.ts";
import type { SocketHandlers, StreamSocket } from "../sockets/sockets.ts";
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

export function connectionHandlers(parts: Parts): SocketHandlers<Connection> {
  const { context, admission, log, events, refusals, heartbeat, rateLimit } = parts;
  const { counters } = context;
  return {
    open(socket) {
      const refusal = admission.enter(socket);
      if (refusal !== undefined) {
        refusals.refused(socket, refusal);
        refuse(socket, refusal, context);
        return;
      }
      counters.add(COUNTER.opened, 1);
      const connection =
        rateLimit === undefined
          ? new Connection(socket, context)
          : new RateLimitedConnection(socket, context, rateLimit);
      socket.data = connection;
      if (log !== undefined) connection.observer = log.observe(connection, socket);
      events.opened(connection, socket);
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
      connection.observer.ended(reason, wasReset);
      events.ended(connection, reason);
    },
    // Without a handler the runtime would throw; `close` follows with the reason.
    error() {},
  };
}

function refuse(socket: StreamSocket<Connection>, refusal: Refusal, context: ThreadContext): void {
  context.counters.add(COUNTER[refusal], 1);
  if (context.settings.refuseSilently) {
    socket.terminate(); // a reset leaves nothing here, not even TIME_WAIT
    return;
  }
  const reply = REFUSAL_REPLIES[refusal];
  socket.write(reply, 0, reply.length);
  socket.end(); // at once, without waiting for the peer: descriptors may be running out
}

/** Ends the session if its address is no longer allowed. @param isSilent whether without an ERROR line */
export function recheckAccess(
  socket: StreamSocket<Connection>,
  admission: Admission,
  isSilent: boolean,
): void {
  const connection = socket.data;
  if (connection === undefined || connection.finSince !== undefined || admission.allows(socket)) return;
  const canReply = connection.stalledSince === undefined && !isSilent;
  if (canReply) connection.endWithError("no-longer-allowed", NOT_ALLOWED);
  else connection.cut("no-longer-allowed");
}
