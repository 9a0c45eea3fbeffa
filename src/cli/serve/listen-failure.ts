/** Why the server cannot listen, and what to do. */

import { readFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { findPortHolder } from "../../proc/port-holder.ts";
import { ClockError } from "../../server/clock/clock-watch.ts";
import { ListenError } from "../../server/sockets/listen.ts";
import { ThreadError } from "../../server/threads/managed-thread.ts";
import { CommandError, EXIT } from "../exit.ts";

/** @returns the message for the user, or the error itself if it is a fault of the program */
export function explainStartError(error: unknown): unknown {
  if (error instanceof ListenError) return explainListenError(error);
  const isEnvironment = error instanceof ThreadError || error instanceof ClockError;
  return isEnvironment ? new CommandError(`${error.message}.`, EXIT.environment) : error;
}

export function explainListenError({ code, address, port }: ListenError): CommandError {
  return new CommandError(explanation(code, address, port), EXIT.environment);
}

function explanation(code: string, address: string, port: number): string {
  switch (code) {
    case "EADDRINUSE":
      return [
        `port ${port} is taken${holderText(port)}`,
        "Stop that program, or choose another port; --port 0 takes a free one.",
        ...ephemeralText(port),
      ].join("\n");
    case "EACCES":
      return [
        `port ${port} needs a privilege that this user does not have: ports below 1024 are reserved for privileged processes.`,
        `Choose a port from 1024 on, or allow it for every user of this machine: sysctl -w net.ipv4.ip_unprivileged_port_start=${port}`,
      ].join("\n");
    case "EADDRNOTAVAIL":
      return [
        `${address} is not an address of this machine. Its addresses: ${ownAddresses().join(", ")}`,
        "Choose one of them with --host, or use * for all.",
      ].join("\n");
    default:
      return `cannot listen on ${address} port ${port}: ${code}.`;
  }
}

function holderText(port: number): string {
  const holder = findPortHolder(port);
  if (holder === undefined)
    return `, or was a moment ago. Root can see which process holds it: ss -tanp 'sport = :${port}'`;
  const how = holder.listens ? "listens on it" : "has an outgoing connection from it";
  return `: ${holder.name} (process ${holder.pid}) ${how}.`;
}

/** Another program's outgoing connection can take a port in the ephemeral range at any time. */
function ephemeralText(port: number): readonly string[] {
  const range = ephemeralRange();
  if (range === undefined || port < range.first || port > range.last) return [];
  return [
    `${port} is in the range that this system uses for outgoing connections (${range.first} to ${range.last}); to reserve it, and the monitor's:`,
    `  sysctl -w net.ipv4.ip_local_reserved_ports=${port},45080`,
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
