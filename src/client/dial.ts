/** Opens the connection, with a timeout and a signal, and refuses one to itself. Knows no protocol. */
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
      fail(new TimeError("TIMEOUT", `${server} did not accept the connection within ${connectTimeoutMs} ms`));
    }, connectTimeoutMs);
    const ignoreSignal = onAbort(signal, fail);

    function finish(): void {
      clearTimeout(timer);
      ignoreSignal();
    }
    function fail(error: TimeError): void {
      finish();
      socket.destroy();
      reject(error);
    }
    // Never removed: an error without a listener would end the process.
    socket.on("error", (error) => fail(socketError(error, server)));
    socket.once("connect", () => {
      if (isSelfConnected(socket)) {
        const message = `nothing listens on ${server}: the connection was made to itself`;
        fail(new TimeError("SELF_CONNECTED", message));
        return;
      }
      finish();
      resolve(socket);
    });
  });
}

/**
 * TCP's simultaneous open (RFC 9293, 3.5): if nothing listens on a port in the system's ephemeral range, as 45000
 * is on Linux, a program that dials its own machine may get that port as its own, and connects to itself.
 */
function isSelfConnected(socket: Socket): boolean {
  return socket.localPort === socket.remotePort && socket.localAddress === socket.remoteAddress;
}
