/** The monitor's HTTP server, on the main thread: who may ask is let through to what is asked. */
import { descriptorsLeft } from "../../server/limits/descriptors.ts";
import { ListenError } from "../../server/sockets/listen.ts";
import type { MonitorSource } from "../facts/source.ts";
import { Views } from "../facts/views.ts";
import { Guard } from "./guard.ts";
import { text } from "./replies.ts";
import { Routes } from "./routes.ts";

export interface MonitorPlace {
  readonly host: string;
  /** 0 for a free one. */
  readonly port: number;
  readonly token: string | undefined;
}

export interface Monitor {
  readonly port: number;
  stop(): Promise<void>;
}

/** Nothing that is sent here has a body. */
const BODY_BYTES = 0;
/** A connection on which nothing moves is closed; a stream has an update more often than that. */
const IDLE_SECONDS = 15;

const SAMPLE_MS = 1_000;

/** The runtime does not bound how many connect. Where so few descriptors are left, all are sent away for a while. */
const FEW_DESCRIPTORS = 8;
const CLOSED_MS = 5_000;

/**
 * @param warn told when it closes for a while
 * @throws {ListenError}
 */
export function startMonitor(
  source: MonitorSource,
  { host, port, token }: MonitorPlace,
  warn: (why: string) => void,
): Monitor {
  const guard = new Guard(token);
  const views = new Views(source);
  const routes = new Routes(source, views);
  const answer = async (request: Request) => {
    // A load balancer asks by HTTP/1.0, without a Host: then the request's address is its path alone.
    const url = URL.parse(request.url, "http://127.0.0.1");
    if (url === null) return text(400, "its Host header is no host");
    const refusal = guard.check(request, url);
    const health = refusal === undefined || isTokenMissing(refusal) ? routes.health(url.pathname) : undefined;
    if (health !== undefined) return health;
    if (refusal === undefined) return routes.answer(request, url);
    if (refusal.kind === "to-cookie")
      return text(303, "see there", { location: refusal.location, "set-cookie": refusal.cookie });
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
      closedAt = performance.now(); // the port was taken meanwhile: it is tried again
    }
  }

  const sampling = setInterval(() => {
    const now = performance.now();
    views.sampler.tick(now, Date.now());
    if (server === undefined) {
      if (now - closedAt >= CLOSED_MS) openAgain();
    } else if (descriptorsLeft() < FEW_DESCRIPTORS) {
      void server.stop(true);
      server = undefined;
      closedAt = now;
      warn(`too many look: hardly a file descriptor is left, so it is closed for ${CLOSED_MS / 1000} s`);
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

function listenOn(host: string, port: number, fetch: (request: Request) => Promise<Response>) {
  try {
    return Bun.serve({
      hostname: host,
      port,
      fetch,
      idleTimeout: IDLE_SECONDS,
      maxRequestBodySize: BODY_BYTES,
      // A fault of ours: it is ours to see in the log of who runs it, and no reader's.
      error: () => text(500, "the monitor failed at this; the server serves on"),
      development: false,
      reusePort: false, // without it `development: false` turns it on, and two servers would share the port
    });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "UNKNOWN";
    throw new ListenError(code, host, port);
  }
}
