/** Why the server cannot listen, and the way out, in words. */

import { readFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { findPortHolder } from "../../proc/port-holder.ts";
import type { ListenError } from "../../server/sockets/listen.ts";
import { CommandError, EXIT } from "../exit.ts";

export function explainListenError({ code, address, port }: ListenError): CommandError {
  return new CommandError(explanation(code, address, port), EXIT.environment);
}

function explanation(code: string, address: string, port: number): string {
  switch (code) {
    case "EADDRINUSE":
      return [
        `port ${port} is taken${holderText(port)}`,
        "Stop that program, or choose another port: --port 0 takes a free one.",
        ...ephemeralText(port),
      ].join("\n");
    case "EACCES":
      return [
        `port ${port} needs a right that this user does not have: ports below 1024 are the system's.`,
        `Choose one from 1024 on, or let every user of this machine have it: sysctl -w net.ipv4.ip_unprivileged_port_start=${port}`,
      ].join("\n");
    case "EADDRNOTAVAIL":
      return [
        `${address} is no address of this machine. It has: ${ownAddresses().join(", ")}`,
        "Choose one of them with --host, or * for all.",
      ].join("\n");
    default:
      return `cannot listen on ${address} port ${port}: ${code}.`;
  }
}

function holderText(port: number): string {
  const holder = findPortHolder(port);
  if (holder === undefined)
    return `, or was a moment ago. Who holds it, root can see: ss -tanp 'sport = :${port}'`;
  const how = holder.listens ? "listens on it" : "has an outgoing connection that was given it";
  return `: ${holder.name} (process ${holder.pid}) ${how}.`;
}

/** Another program's outgoing connection can be given a port in this range at any time. */
function ephemeralText(port: number): readonly string[] {
  const range = ephemeralRange();
  if (range === undefined || port < range.first || port > range.last) return [];
  return [
    `${port} lies in the range that this system gives to outgoing connections (${range.first} to ${range.last}); to keep it free:`,
    `  sysctl -w net.ipv4.ip_local_reserved_ports=${port}`,
  ];
}

function ephemeralRange(): { readonly first: number; readonly last: number } | undefined {
  try {
    const [first, last] = readFileSync("/proc/sys/net/ipv4/ip_local_port_range", "utf8")
      .trim()
      .split(/\s+/)
      .map(Number);
    return first === undefined || last === undefined ? undefined : { first, last };
  } catch {
    return undefined;
  }
}

/** The addresses of this machine, loopback last. */
export function ownAddresses(): readonly string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all
    .filter(({ address }) => !address.startsWith("fe80:"))
    .sort((left, right) => Number(left.internal) - Number(right.internal))
    .map(({ address }) => address);
}
