/** HTTP responses, each with the security headers. */

/** In every response: only the page's own files run, never in a frame, and no referrer is sent. */
const SECURITY_HEADERS = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "cache-control": "no-store",
} as const;

type Headers = Readonly<Record<string, string>>;

export function reply(
  status: number,
  type: string,
  body: string | Uint8Array<ArrayBuffer> | ReadableStream | null,
  headers: Headers = {},
): Response {
  return new Response(body, { status, headers: { ...SECURITY_HEADERS, "content-type": type, ...headers } });
}

export function text(status: number, line: string, headers: Headers = {}): Response {
  return reply(status, "text/plain; charset=utf-8", `${line}\n`, headers);
}

export function json(value: unknown, status = 200): Response {
  return reply(status, "application/json; charset=utf-8", `${JSON.stringify(value)}\n`);
}
