/** Bounds what the kernel keeps unsent for clients of a server of the runtime, which has no option for it. Only on Linux. */
import { readdirSync } from "node:fs";
import { limitSendBuffer, listenerPlace } from "./listener.ts";
import { type SystemCalls, systemCalls } from "./system-calls.ts";

/** Opens the server, and finds its listening socket: among the process's new sockets, that with its port. */
export function openWithSendBuffer<Server extends { readonly port: number | undefined }>(
  bytes: number,
  open: () => Server,
): Server {
  const calls = systemCalls();
  if (calls === undefined) return open();
  const before = portsByDescriptor(calls);
  const server = open();
  for (const [descriptor, port] of portsByDescriptor(calls))
    if (port === server.port && !before.has(descriptor)) limitSendBuffer(calls, descriptor, bytes);
  return server;
}

/** Of the process's sockets that have a port. */
function portsByDescriptor(calls: SystemCalls): ReadonlyMap<number, number> {
  return new Map(
    ownDescriptors().flatMap((descriptor) => {
      const { port } = listenerPlace(calls, descriptor);
      return port === 0 ? [] : [[descriptor, port] as const];
    }),
  );
}

function ownDescriptors(): readonly number[] {
  try {
    return readdirSync("/proc/self/fd").map(Number);
  } catch {
    return []; // no /proc: the kernel's default stays
  }
}
