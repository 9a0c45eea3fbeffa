/** The monitor's HTTP server, on the main thread: the guard checks each request, then the routes answer it. */
import { descriptorsLeft } from "../../server/limits/descriptors.ts";
import { openWithSendBuffer } from "../../server/sockets/linux/send-buffer-size.ts";
import { ListenError } from "../../server/sockets/listen.ts";
import { SharedQueries } from "../facts/shared-queries.ts";
import type { MonitorSource } from "../facts/source.ts";
import { Guard } from "./guard.ts";
import { text } from "./replies.ts";
import { Routes } from "./routes.ts";
import type { Peer } from "./stream.ts";

export interface MonitorPlace {
  readonly host: string;
  /** 0 chooses a free port. */
  readonly port: number;
  readonly token: string | undefined;
}

export interface Monitor {
  readonly port: number;
  stop(): Promise<void>;
}

/** No request here has a body. */
const BODY_BYTES = 0;
/** A connection on which nothing moves is closed; a reader of a stream has an update more often than that. */
const IDLE_SECONDS = 15;
/** The shortest time-out of the runtime; its timers have steps of 4 s. */
const CLOSE_SECONDS = 1;

/** For responses that a client does not read, so that one that reads nothing is noticed: the kernel would take MiB. */
const KERNEL_BYTES = 8_192;

const SAMPLE_MS = 1_000;

/** Bun does not limit connections. If no more file descriptors than this are left, the monitor closes for a while. */
const FEW_DESCRIPTORS = 8;
const CLOSED_MS = 5_000;

/**
 * @param warn called when it closes for a while
 * @throws {ListenError}
 */
export function startMonitor(
  source: MonitorSource,
  { host, port, token }: MonitorPlace,
  warn: (why: string) => void,
): Monitor {
  const guard = new Guard(token);
  const queries = new SharedQueries(source);
  const routes = new Routes(source, queries);
  const answer = async (request: Request, peer: Peer) => {
    // HTTP/1.0 of a load balancer has no Host header: then the URL is only a path.
    const url = URL.parse(request.url, "http://127.0.0.1");
    if (url === null) return text(400, "invalid Host header");
    const refusal = guard.check(request, url);
    const health = refusal === undefined || isTokenMissing(refusal) ? routes.health(url.pathname) : undefined;
    if (health !== undefined) return health;
    if (refusal === undefined) return routes.answer(request, url, peer);
    if (refusal.kind === "to-cookie")
      return text(303, "see other", { location: refusal.location, "set-cookie": refusal.cookie });
    const more =
      refusal.status === 401 ? { "www-authenticate": 'Bearer realm="jam"' } : { allow: "GET, HEAD" };
    return text(refusal.status, refusal.why, more);
  };
  let server: ReturnType<typeof listenOn> | undefined = listenOn(host, port, answer);
  const ownPort = server.port ?? port;
  let closedAt = 0;

  function openAgain(): void {
    try {
      server = listenOn(host, ownPort, answer);
    } catch {
      closedAt = performance.now(); // the port was taken in the meantime: try again later
    }
  }

  const sampling = setInterval(() => {
    const now = performance.now();
    queries.sampler.tick(now, Date.now());
    if (server === undefined) {
      if (now - closedAt >= CLOSED_MS) openAgain();
    } else if (descriptorsLeft() < FEW_DESCRIPTORS) {
      void server.stop(true);
      server = undefined;
      closedAt = now;
      warn(`file descriptors nearly exhausted: monitor closed for ${CLOSED_MS / 1000} s`);
    }
  }, SAMPLE_MS);

  return {
    port: ownPort,
    async stop() {
      clearInterval(sampling);
      await server?.stop(true);
    },
  };
}

function isTokenMissing(refusal: { readonly kind: string; readonly status?: number }): boolean {
  return refusal.kind === "refused" && refusal.status === 401;
}

function listenOn(host: string, port: number, answer: (request: Request, peer: Peer) => Promise<Response>) {
  try {
    return openWithSendBuffer(KERNEL_BYTES, () =>
      Bun.serve({
        hostname: host,
        port,
        async fetch(request, server) {
          const response = await answer(request, {
            address: server.requestIP(request)?.address ?? "",
            close: () => server.timeout(request, CLOSE_SECONDS),
          });
          // The runtime sends the Date with GET only; HEAD has the same headers (RFC 9110, 9.3.2).
          if (request.method === "HEAD") response.headers.set("date", new Date().toUTCString());
          return response;
        },
        idleTimeout: IDLE_SECONDS,
        maxRequestBodySize: BODY_BYTES,
        // Details of our own fault are not for the client.
        error: () => text(500, "internal error of the monitor; the time server keeps running"),
        development: false,
        reusePort: false, // `development: false` turns it on by default, and then two servers would share the port
      }),
    );
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "UNKNOWN";
    throw new ListenError(code, host, port);
  }
}
