/** Access control: refuses requests made by other sites' pages, and from other machines those without the token. */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { isLoopback } from "./loopback.ts";

const COOKIE = "jam_monitor";

export type Refusal =
  | { readonly kind: "refused"; readonly status: 401 | 403 | 405 | 421; readonly why: string }
  /** The token came in the URL: a cookie replaces it there. */
  | { readonly kind: "to-cookie"; readonly location: string; readonly cookie: string };

export class Guard {
  readonly #token: string | undefined;
  /** The cookie's value, in place of the token; valid until the process ends. */
  readonly #session = randomBytes(24).toString("base64url");

  /** @param token undefined if the monitor is on loopback and needs none */
  constructor(token: string | undefined) {
    this.#token = token;
  }

  /** Undefined if the request may pass. */
  check(request: Request, url: URL): Refusal | undefined {
    if (request.method !== "GET" && request.method !== "HEAD")
      return { kind: "refused", status: 405, why: "read only: use GET or HEAD" };
    // The same-origin policy keeps another site's page from reading responses; this keeps it from opening streams.
    const site = request.headers.get("sec-fetch-site");
    const isVisit = request.headers.get("sec-fetch-mode") === "navigate";
    if ((site === "cross-site" || site === "same-site") && !isVisit)
      return { kind: "refused", status: 403, why: "requested by another site's page" };
    if (this.#token === undefined) return checkHost(request.headers.get("host"));
    return this.#checkToken(this.#token, request, url);
  }

  #checkToken(token: string, request: Request, url: URL): Refusal | undefined {
    const given = /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
    if (given !== undefined && isEqual(given, token)) return undefined;
    const kept = new RegExp(`(?:^|; *)${COOKIE}=([\\w-]+)`).exec(request.headers.get("cookie") ?? "")?.[1];
    if (kept !== undefined && isEqual(kept, this.#session)) return undefined;
    const inAddress = url.searchParams.get("token");
    if (inAddress !== null && isEqual(inAddress, token)) {
      url.searchParams.delete("token");
      const cookie = `${COOKIE}=${this.#session}; Path=/; HttpOnly; SameSite=Strict`;
      // Exactly one slash: two would lead to another host.
      return { kind: "to-cookie", location: `/${url.pathname.replace(/^\/+/, "")}${url.search}`, cookie };
    }
    return { kind: "refused", status: 401, why: "requires the token of --monitor-token" };
  }
}

/**
 * Against DNS rebinding: a page whose name resolves to 127.0.0.1 sends its own name as Host. The port may differ,
 * because a tunnel has its own.
 */
function checkHost(host: string | null): Refusal | undefined {
  if (host === null) return undefined; // every browser sends one
  const name = host
    .toLowerCase()
    .replace(/:\d+$/, "")
    .replace(/^\[|\]$/g, "");
  if (isLoopback(name)) return undefined;
  return {
    kind: "refused",
    status: 421,
    why: "the Host header is not a loopback name: use 127.0.0.1",
  };
}

/** In constant time. */
function isEqual(left: string, right: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
