import { describe, expect, test } from "bun:test";
import { askTime, connect, TimeError } from "../../src/client/index.ts";
import { delayBefore, withRetries } from "../../src/client/retry.ts";
import { failureOf } from "./failure.ts";
import { fakeServer, freePort, onLines } from "./fake-server.ts";

const QUICK = { retries: 3, retryDelayMs: 1 };

test("the wait doubles up to 10 seconds, and half of it is random", () => {
  expect([0, 1, 2, 3].map((retry) => delayBefore(retry, 200, 1))).toEqual([200, 400, 800, 1600]);
  expect([0, 1, 2, 3].map((retry) => delayBefore(retry, 200, 0))).toEqual([100, 200, 400, 800]);
  expect(delayBefore(99, 200, 1)).toBe(10_000);
  expect(delayBefore(0, 2_147_483_647, 0.5)).toBe(7_500);
});

/** Fails as often as there are errors, then returns how many attempts there were. */
function failing(errors: readonly Error[]) {
  let attempts = 0;
  const attempt = async () => {
    const error = errors[attempts++];
    if (error !== undefined) throw error;
    return attempts;
  };
  return { attempt, attempts: () => attempts };
}

describe("after a failure", () => {
  test("of the network, it is tried again, as often as was allowed", async () => {
    const refused = new TimeError("REFUSED", "");
    expect(await withRetries(QUICK, undefined, failing([refused, refused, refused]).attempt)).toBe(4);
    const always = failing(Array.from({ length: 9 }, () => refused));
    expect(await failureOf(withRetries(QUICK, undefined, always.attempt))).toBe(refused);
    expect(always.attempts()).toBe(4);
  });

  test("of the protocol, an ERROR line included, it is not tried again", async () => {
    for (const error of [
      new TimeError("NOT_JAM", ""),
      new TimeError("LINE_TOO_LONG", ""),
      new TimeError("SERVER_ERROR", ""),
      new TimeError("CLOSED", "", { received: "JAM 1" }),
      new TypeError("a mistake of the program"),
    ]) {
      const once = failing([error]);
      await expect(withRetries(QUICK, undefined, once.attempt)).rejects.toBe(error);
      expect(once.attempts()).toBe(1);
    }
  });
});

test("a signal ends the wait at once", async () => {
  const abort = new AbortController();
  const patient = { retries: 1, retryDelayMs: 2_000_000_000 };
  const attempt = async () => {
    queueMicrotask(() => queueMicrotask(() => queueMicrotask(() => abort.abort())));
    throw new TimeError("REFUSED", "");
  };
  expect((await failureOf(withRetries(patient, abort.signal, attempt))).code).toBe("ABORTED");
});

test("asking and connecting try again until the server answers", async () => {
  let connections = 0;
  await using server = await fakeServer((socket) => {
    if (++connections < 3) socket.resetAndDestroy();
    else onLines(socket, () => socket.write("JAM 10:20:30\r\n"));
  });
  expect((await askTime({ port: server.port, ...QUICK })).text).toBe("10:20:30");
  expect(connections).toBe(3);
});

test("a port on which nothing listens is refused after every attempt", async () => {
  const port = await freePort();
  expect((await failureOf(connect({ port, ...QUICK }))).code).toBe("REFUSED");
});
