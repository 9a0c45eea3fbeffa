/** Which process holds a TCP port, as far as this machine's /proc shows it. */
import { listProc, processIds, readProc, readProcLink } from "./proc-file.ts";
import { type TcpSocket, tcpSockets } from "./tcp-sockets.ts";

export interface PortHolder {
  readonly name: string;
  readonly pid: number;
  /** Listens on it; false: has an outgoing connection that was given it. */
  readonly listens: boolean;
}

/** Undefined if the holder cannot be seen: another user's process, or no /proc. */
export function findPortHolder(port: number): PortHolder | undefined {
  const all = (tcpSockets() ?? []).filter(({ localPort }) => localPort === port);
  // The connections that a listening socket accepted have its port too, and do not hold it.
  const listening = all.filter(({ state }) => state === "listen");
  const sockets = listening.length > 0 ? listening : all;
  for (const pid of processIds()) {
    const socket = sockets.length > 0 ? socketOf(pid, sockets) : undefined;
    if (socket !== undefined) return { name: programName(pid), pid, listens: socket.state === "listen" };
  }
  return undefined;
}

function socketOf(pid: number, sockets: readonly TcpSocket[]): TcpSocket | undefined {
  for (const descriptor of listProc(`${pid}/fd`)) {
    const link = readProcLink(`${pid}/fd/${descriptor}`);
    const socket = sockets.find(({ inode }) => link === `socket:[${inode}]`);
    if (socket !== undefined) return socket;
  }
  return undefined;
}

/** A script's own name is only the runtime's, so jam is recognised by its command line. */
function programName(pid: number): string {
  const command = (readProc(`${pid}/cmdline`) ?? "").split("\0");
  const program = command.findIndex((word) => /\/(src\/cli\/main\.ts|dist\/bin\/start\.js)$/.test(word));
  if (program > 0) return `another jam ${command[program + 1] ?? ""}`.trim();
  return readProc(`${pid}/comm`)?.trim() ?? "a process";
}
