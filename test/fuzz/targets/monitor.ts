/**
 * Invariant: whatever a request to the monitor asks, whatever host it names and whatever token it has, there is
 * one whole answer, or a close if it is not HTTP, and never a 500; the answer has the security headers, only the monitor's own host and the right
 * token get content, and no header allows another site.
 */
import { once } from "node:events";
import { connect } from "node:net";
import { startMonitor } from "../../../src/monitor/http/serve.ts";
import { sampleSource } from "../../monitor/sample-source.ts";
import type { Choices } from "../choices.ts";
import { mustBeHarmless } from "../harmless.ts";
import type { Target } from "../target.ts";

const TOKEN = "the-token-of-this-monitor";
const PATHS = [
  ...["/", "/page.js", "/api/v1/status", "/api/v1/sessions", "/api/v1/faults", "/api/v1/samples", "/metrics"],
  ...[
    "/healthz",
    "/readyz",
    "/api/v1/sessions/0.1",
    "/api/v1/sessions/",
    "/api",
    "//evil.example/",
    "/%2e%2e/",
    "*",
  ],
];
const PARAMETERS = [
  "filter",
  "sort",
  "descending",
  "limit",
  "after",
  "token",
  "limit=5",
  "sort=address",
  "x",
];
const HOSTS = [
  "127.0.0.1",
  "localhost:1",
  "[::1]:9",
  "evil.example",
  "127.0.0.1.evil.example",
  "",
  "127.1",
  "a b",
  "[",
];
const METHODS = ["GET", "GET", "GET", "GET", "HEAD", "POST", "OPTIONS", "DELETE", "get"];

/** An answer with its required headers; Bun itself answers a request that is not HTTP with a bare 400. */
const STATUSES = [200, 303, 304, 400, 401, 403, 404, 405, 421, 503];

function someRequest(choices: Choices): { head: string; host: string; token: string } {
  const printable = () => choices.latin1(12).replace(/[^\x21-\x7e]/g, "~");
  const parameters = choices.list(
    4,
    () => `${choices.of(PARAMETERS)}=${encodeURIComponent(choices.latin1(6))}`,
  );
  const query = choices.yes() ? `?${parameters.join("&")}` : "";
  const path = choices.below(8) === 0 ? `/${printable()}` : choices.of(PATHS);
  const host = choices.of(HOSTS);
  const token = choices.of([TOKEN, "", printable()]);
  const lines = [
    `${choices.of(METHODS)} ${path}${query} HTTP/1.1`,
    `Host: ${host}`,
    ...(token === "" ? [] : [`Authorization: Bearer ${token}`]),
    ...choices.list(3, () => {
      const name = choices.of([
        "Cookie",
        "Origin",
        "If-None-Match",
        "Accept-Encoding",
        "Sec-Fetch-Site",
        "X-A",
      ]);
      return `${name}: ${choices.of(["jam_monitor=x", "cross-site", "gzip", "*", printable()])}`;
    }),
    "Connection: close",
  ];
  return { head: `${lines.join("\r\n")}\r\n\r\n`, host, token };
}

async function ask(port: number, head: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  let text = "";
  socket.setEncoding("latin1").on("data", (part) => {
    text += part;
  });
  socket.on("error", () => {});
  socket.write(head, "latin1");
  socket.setTimeout(2_000, () => socket.destroy(new Error("nothing came")));
  await once(socket, "close");
  return text;
}

export const monitor: Target = {
  name: "monitor",
  invariant:
    "any request gets one careful answer, and only an allowed host with the right token gets content",
  cases: 400,
  async run(choices) {
    const wantsToken = choices.yes();
    const { head, host, token } = someRequest(choices);
    const place = { host: "127.0.0.1", port: 0, token: wantsToken ? TOKEN : undefined };
    const running = startMonitor(sampleSource(), place, () => {});
    try {
      const answer = await ask(running.port, head);
      if (answer === "") return; // Bun closes on what is not HTTP
      const [headers = "", body = ""] = answer.split("\r\n\r\n");
      const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1]);
      const refuse = (why: string) => new Error(`${why}: ${JSON.stringify([head, answer.slice(0, 600)])}`);
      if (!STATUSES.includes(status)) throw refuse("no answer that there should be");
      if (/access-control-allow/i.test(headers)) throw refuse("another site is invited");
      const isOurs = /content-security-policy/i.test(headers);
      if (!isOurs && status !== 400) throw refuse("an answer without careful headers");
      const isHealth = /^\w+ \/(healthz|readyz)/.test(head);
      const isAtHome = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host);
      const mayLook = wantsToken ? token === TOKEN : isAtHome;
      if (status === 200 && !mayLook && !isHealth) throw refuse("shown to who may not look");
      if (/content-type: text\/plain/i.test(headers)) mustBeHarmless(body, "lines");
    } finally {
      await running.stop();
    }
  },
};
