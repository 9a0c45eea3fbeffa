/** How far a connection to a server on this machine has come: in its backlog, accepted, or read. */
import { socketState } from "../../proc/socket-diag.ts";
import type { SocketAddress } from "../../proc/tcp-calls.ts";

export type Delivery =
  /** The server has not yet accepted it. */
  | "in-backlog"
  /** Accepted, and something that we sent is still unread. */
  | "unread"
  /** Accepted, and all that we sent is read. */
  | "read"
  /** Of a server on another machine: something that we sent has not arrived, or had to be sent again. */
  | "under-way";

/** Undefined if it cannot be seen. */
export function deliveryOf(client: SocketAddress, server: SocketAddress): Delivery | undefined {
  const theirs = socketState(server, client);
  if (theirs !== undefined) {
    if (theirs.inode === 0 || !theirs.isEstablished) return "in-backlog";
    return theirs.received > 0 ? "unread" : "read";
  }
  const ours = socketState(client, server);
  return ours !== undefined && (ours.sent > 0 || ours.retransmits > 0) ? "under-way" : undefined;
}
