/** Access control: this machine by its loopback names, never another site's page, and from elsewhere only with the token. */
import { describe, expect, test } from "bun:test";
import { Guard } from "../../../src/monitor/http/guard.ts";

const TOKEN = "a-token-that-is-long";

function check(guard: Guard, path = "/", headers: Record<string, string> = {}, method = "GET") {
  const url = new URL(`http://127.0.0.1:45080${path}`);
  return guard.check(
    new Request(url.href, { method, headers: { host: "127.0.0.1:45080", ...headers } }),
    url,
  );
}

describe("on loopback, without a token", () => {
  const guard = new Guard(undefined);

  test.each([
    "127.0.0.1:45080",
    "127.0.0.1",
    "127.8.8.8:1",
    "localhost:45080",
    "[::1]:45080",
    "localhost:8080",
    "LocalHost:8080",
  ])("the host %s is this machine", (host) => {
    expect(check(guard, "/", { host })).toBeUndefined();
  });

  test.each([
    "evil.example:45080",
    "127.0.0.1.evil.example",
    "192.0.2.1:45080",
    "localhost.evil.example",
    "",
    "[::2]:1",
  ])("a request by the name %p is refused: DNS rebinding may have led it here", (host) => {
    expect(check(guard, "/", { host })).toMatchObject({ status: 421 });
  });

  test("a request without a Host header is allowed: no browser sends one", () => {
    const url = new URL("http://127.0.0.1/readyz");
    expect(guard.check(new Request(url.href), url)).toBeUndefined();
  });

  test("another site may link to the page, but not fetch from it", () => {
    const cross = { "sec-fetch-site": "cross-site" };
    expect(check(guard, "/api/v1/stream", cross)).toMatchObject({ status: 403 });
    expect(check(guard, "/", { ...cross, "sec-fetch-mode": "navigate" })).toBeUndefined();
    expect(check(guard, "/api/v1/stream", { "sec-fetch-site": "same-origin" })).toBeUndefined();
  });

  test.each(["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])(
    "%s is refused: everything is read only",
    (method) => {
      expect(check(guard, "/", {}, method)).toMatchObject({ status: 405 });
    },
  );
});

describe("with a token", () => {
  const guard = new Guard(TOKEN);

  test("a request without the token, or with a wrong one, is refused whatever its Host", () => {
    expect(check(guard)).toMatchObject({ status: 401 });
    expect(check(guard, "/", { authorization: "Bearer wrong" })).toMatchObject({ status: 401 });
    expect(check(guard, "/?token=wrong")).toMatchObject({ status: 401 });
    expect(check(guard, "/", { cookie: `jam_monitor=${TOKEN}` })).toMatchObject({ status: 401 });
  });

  test("a program sends it in a header", () => {
    expect(check(guard, "/metrics", { authorization: `Bearer ${TOKEN}` })).toBeUndefined();
    expect(check(guard, "/", { authorization: `bearer  ${TOKEN}`, host: "clock.example" })).toBeUndefined();
  });

  test("a browser sends it once in the address, and gets a cookie that is not the token", () => {
    const sent = check(guard, `/api/v1/sessions?token=${TOKEN}&limit=5`);
    if (sent?.kind !== "to-cookie") throw new Error("no cookie was set");
    expect(sent.location).toBe("/api/v1/sessions?limit=5");
    expect(sent.cookie).toMatch(/^jam_monitor=[\w-]{32}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(sent.cookie).not.toContain(TOKEN);
    const [cookie = ""] = sent.cookie.split(";");
    expect(check(guard, "/", { cookie: `other=1; ${cookie}` })).toBeUndefined();
    expect(check(new Guard(TOKEN), "/", { cookie })).toMatchObject({ status: 401 });
  });

  test("the redirect that sets the cookie never leads to another host", () => {
    expect(check(guard, `//evil.example/?token=${TOKEN}`)).toMatchObject({ location: "/evil.example/" });
  });
});
