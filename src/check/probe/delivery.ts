/** How far a connection to a server on this machine has come, by Linux's /proc: in the backlog, accepted, or read. */
import { readProc } from "../../proc/proc-file.ts";

export type Delivery =
  /** The server has not yet accepted it. */
  | "in-backlog"
  /** Accepted, and something that we sent is still unread. */
  | "unread"
  /** Accepted, and all that we sent is read. */
  | "read"
  /** Of a server on another machine: something that we sent has not arrived, or had to be sent again. */
  | "under-way";

const STATE_SYN_RECEIVED = "03";

/** How long the last look took: tens of milliseconds where thousands of connections are in TIME_WAIT. */
export let lookMs = 0;

/** Undefined if it cannot be seen. */
export function deliveryOf(clientPort: number, serverPort: number): Delivery | undefined {
  const startedAt = performance.now();
  const tables = ["net/tcp", "net/tcp6"].map((file) => readProc(file) ?? "");
  lookMs = performance.now() - startedAt;
  const server = firstRow(tables, serverPort, clientPort);
  if (server !== undefined) {
    if (server.inode === 0 || server.state === STATE_SYN_RECEIVED) return "in-backlog";
    return server.received > 0 ? "unread" : "read";
  }
  const ours = firstRow(tables, clientPort, serverPort);
  return ours !== undefined && (ours.sent > 0 || ours.retransmits > 0) ? "under-way" : undefined;
}

interface Row {
  readonly state: string;
  /** Bytes in the queues: sent and not acknowledged, received and not read. */
  readonly sent: number;
  readonly received: number;
  readonly retransmits: number;
  /** Of the socket's file; 0 for one that no process has. */
  readonly inode: number;
}

/** Rows of proc_net_tcp(5): `sl local_address rem_address st tx:rx tr:tm retrnsmt uid timeout inode …`. */
function firstRow(tables: readonly string[], localPort: number, remotePort: number): Row | undefined {
  const [local, remote] = [localPort, remotePort].map(
    (port) => `:${port.toString(16).toUpperCase().padStart(4, "0")}`,
  );
  const row = new RegExp(
    `${local} [0-9A-F]+${remote} (\\w\\w) (\\w+):(\\w+) \\w+:\\w+ (\\w+) +\\d+ +\\d+ (\\d+)`,
  );
  for (const table of tables) {
    const [, state = "", sent = "", received = "", retransmits = "", inode = ""] = row.exec(table) ?? [];
    if (inode === "") continue;
    return {
      state,
      sent: Number.parseInt(sent, 16),
      received: Number.parseInt(received, 16),
      retransmits: Number.parseInt(retransmits, 16),
      inode: Number(inode),
    };
  }
  return undefined;
}
