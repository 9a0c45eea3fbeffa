/** This machine's TCP sockets by Linux's /proc: their ports and states, seen without a connection. */
import { readFileSync } from "node:fs";

interface LocalSocket {
  readonly port: number;
  readonly state: string;
}

/** Undefined where there is no /proc. */
export function localSockets(): readonly LocalSocket[] | undefined {
  const tables = ["/proc/net/tcp", "/proc/net/tcp6"].map(readTable).filter((table) => table !== undefined);
  return tables.length === 0 ? undefined : tables.flat();
}

/** Rows are `sl local_address rem_address st …`, proc_net_tcp(5). */
function readTable(file: string): readonly LocalSocket[] | undefined {
  try {
    const rows = readFileSync(file, "utf8").trim().split("\n").slice(1);
    return rows.map((row) => {
      const [, local = "", , state = ""] = row.trim().split(/\s+/);
      return { port: Number.parseInt(local.split(":")[1] ?? "", 16), state };
    });
  } catch {
    return undefined;
  }
}
