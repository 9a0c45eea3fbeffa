/** Who holds a TCP port, as far as this machine's /proc tells. */
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

export interface PortHolder {
  readonly name: string;
  readonly pid: number;
  /** Listens on it, or has an outgoing connection that was given it. */
  readonly listens: boolean;
}

const LISTEN = "0A"; // include/net/tcp_states.h

/** Undefined where the holder cannot be seen: another user's process, or no /proc. */
export function findPortHolder(port: number): PortHolder | undefined {
  const all = ["/proc/net/tcp", "/proc/net/tcp6"].flatMap((file) => socketsOn(port, file));
  // The connections that a listening socket accepted have its port too, and are not what holds it.
  const listening = all.filter(({ listens }) => listens);
  const sockets = listening.length > 0 ? listening : all;
  for (const pid of namesIn("/proc").filter((name) => /^\d+$/.test(name))) {
    for (const descriptor of namesIn(`/proc/${pid}/fd`)) {
      const target = tryRead(() => readlinkSync(`/proc/${pid}/fd/${descriptor}`));
      const socket = sockets.find(({ inode }) => target === `socket:[${inode}]`);
      if (socket === undefined) continue;
      return { name: programName(pid), pid: Number(pid), listens: socket.listens };
    }
  }
  return undefined;
}

/** Of a script the runtime's name says little, so jam is told by its command line. */
function programName(pid: string): string {
  const command = tryRead(() => readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")) ?? [];
  if (command.some((word) => /\/(src\/cli\/main\.ts|dist\/bin\/start\.js)$/.test(word)))
    return `another jam ${command[2] ?? ""}`.trim();
  return tryRead(() => readFileSync(`/proc/${pid}/comm`, "utf8").trim()) ?? "a process";
}

/** Rows are `sl local_address rem_address st tx:rx tr:tm retrnsmt uid timeout inode …`, proc_net_tcp(5). */
function socketsOn(port: number, file: string) {
  const rows = (tryRead(() => readFileSync(file, "utf8")) ?? "").trim().split("\n").slice(1);
  return rows
    .map((row) => row.trim().split(/\s+/))
    .filter(([, local]) => Number.parseInt(local?.split(":")[1] ?? "", 16) === port)
    .map(([, , , state, , , , , , inode]) => ({ inode, listens: state === LISTEN }));
}

function namesIn(folder: string): readonly string[] {
  return tryRead(() => readdirSync(folder)) ?? [];
}

function tryRead<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
