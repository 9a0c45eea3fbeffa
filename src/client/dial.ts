/** Opens the connection: bounded in time, abortable, and never one to itself. Knows no protocol. */
import { connect, type Socket } from "node:net";
import { formatHostPort } from "../text/host-port.ts";
import { onAbort } from "./abort.ts";
import { abortError, TimeError } from "./errors.ts";
import { socketError } from "./socket-error.ts";

interface Dial {
  readonly host: string;
  readonly port: number;
  readonly connectTimeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** The port to dial from; the system chooses one if it is left out. */
  readonly localPort?: number;
}

/** @throws {TimeError} */
export function dial({ connectTimeoutMs, signal, ...where }: Dial): Promise<Socket> {
  const server = formatHostPort(where.host, where.port);
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(abortError(signal));
      return;
    }
    const socket = connect({ ...where, noDelay: true });
    const timer = setTimeout(() => {
      fail(new TimeError("TIMEOUT", `${server} did not take the connection within ${connectTimeoutMs} ms`));
    }, connectTimeoutMs);
    const ignoreSignal = onAbort(signal, fail);

    function settle(): void {
      clearTimeout(timer);
      ignoreSignal();
    }
    function fail(error: TimeError): void {
      settle();
      socket.destroy();
      reject(error);
    }
    // Stays for good: an error that nothing listens to would end the process.
    socket.on("error", (error) => fail(socketError(error, server)));
    socket.once("connect", () => {
      if (isSelfConnected(socket)) {
        const message = `nothing listens on ${server}: the connection came out at its own beginning`;
        fail(new TimeError("SELF_CONNECTED", message));
        return;
      }
      settle();
      resolve(socket);
    });
  });
}

/**
 * Where the port lies in the system's range for outgoing connections, as 45000 does on Linux, and nothing listens
 * on it, a program that dials its own machine may be given that port to dial from; TCP then connects it to itself.
 */
function isSelfConnected(socket: Socket): boolean {
  return socket.localPort === socket.remotePort && socket.localAddress === socket.remoteAddress;
}
