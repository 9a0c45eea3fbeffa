/** A process's memory, CPU time and descriptors, from Linux's /proc. */
import { readdirSync, readFileSync } from "node:fs";

const MIB = 1024 * 1024;

/** USER_HZ, the unit of CPU time in /proc: 100 on every Linux that Bun runs on. */
const TICKS_A_SECOND = 100;

export function residentMib(pid: number): number {
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return (Number(kib) * 1024) / MIB;
}

/** User and system time so far, proc_pid_stat(5): fields 14 and 15, counted after the name in parentheses. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

export function descriptorCount(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

/** Listening IPv4 sockets on a port, proc_net_tcp(5): the local address in hex, and state 0A. */
export function listenersOn(port: number): number {
  const place = new RegExp(
    `^ *\\d+: [0-9A-F]{8}:${port.toString(16).toUpperCase().padStart(4, "0")} \\S+ 0A `,
  );
  return readFileSync("/proc/net/tcp", "utf8")
    .split("\n")
    .filter((line) => place.test(line)).length;
}
