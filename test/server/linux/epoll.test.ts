/** The kernel's refusals: what cannot wait must not wait in a circle. */
import { expect, test } from "bun:test";
import { closeSync, openSync } from "node:fs";
import { Epoll } from "../../../src/server/linux/epoll.ts";
import { IdlePolling } from "../../../src/server/linux/idle-polling.ts";
import { opened, systemCalls } from "../../../src/server/linux/system-calls.ts";

const calls = systemCalls() as NonNullable<ReturnType<typeof systemCalls>>;
const withLinux = test.skipIf(calls === undefined);

withLinux("a descriptor that was not given is an exception that names the reason", () => {
  expect(() => opened(calls, calls.epoll_create1(-1))).toThrow("no descriptor to serve with: EINVAL");
  expect(opened(calls, 0)).toBe(0);
});

withLinux("a descriptor that cannot be watched is told", () => {
  const epoll = new Epoll(calls);
  const file = openSync("/dev/null", "r"); // EPERM: it is always ready
  const event = calls.eventfd(1, 0);
  expect([epoll.add(file, 1), epoll.add(event, 1)]).toEqual([false, true]);
  const now = performance.now();
  expect([
    epoll.waitUntil(now + 1_000, now, new IdlePolling(0)),
    epoll.descriptorAt(0),
    epoll.eventsAt(0),
  ]).toEqual([1, event, 1]);
  for (const descriptor of [file, event, epoll.descriptor]) closeSync(descriptor);
});
