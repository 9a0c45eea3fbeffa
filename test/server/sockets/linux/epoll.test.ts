/** The kernel's refusals: what cannot wait must not wait in a circle. */
import { expect, test } from "bun:test";
import { closeSync, openSync } from "node:fs";
import { Epoll } from "../../../../src/server/sockets/linux/epoll.ts";
import { IdlePolling } from "../../../../src/server/sockets/linux/idle-polling.ts";
import { opened, type SystemCalls, systemCalls } from "../../../../src/server/sockets/linux/system-calls.ts";

const calls = systemCalls() as NonNullable<ReturnType<typeof systemCalls>>;
const withLinux = test.skipIf(calls === undefined);

withLinux("a descriptor that was not given is an exception that names the reason", () => {
  expect(() => opened(calls, calls.epoll_create1(-1))).toThrow(
    "cannot open a descriptor for serving: EINVAL",
  );
  expect(opened(calls, 0)).toBe(0);
});

/** A wait for one descriptor, whose calls are written down: 0 looks, more sleeps. Work comes with the `found`th look. */
function waitWith(polling: IdlePolling, due: number, found: number) {
  const acts: string[] = [];
  const scripted = {
    ...calls,
    epoll_create1: () => 1,
    epoll_wait: (_epoll: number, _seen: unknown, _most: number, milliseconds: number) => {
      acts.push(milliseconds === 0 ? "look" : "sleep");
      return acts.filter((act) => act === "look").length === found ? 1 : 0;
    },
    sched_yield: () => acts.push("give way"),
  };
  const epoll = new Epoll(scripted as unknown as SystemCalls);
  const now = performance.now();
  return { count: epoll.waitUntil(now + due, now, polling), acts };
}

/** One that looks for so long. */
const looking = (ms: number) =>
  Object.assign(new IdlePolling(0), { until: (now: number) => now + ms, yielded() {}, slept() {} });

withLinux(
  "a thread that was busy looks again and again, gives way between, and does not sleep on work",
  () => {
    const { count, acts } = waitWith(looking(1_000), 5_000, 3);
    expect([count, acts]).toEqual([1, ["look", "give way", "look", "give way", "look"]]);
  },
);

withLinux("it looks until its time is over, and then sleeps once", () => {
  const { count, acts } = waitWith(looking(2), 5_000, Number.POSITIVE_INFINITY);
  expect([count, acts[0], acts.at(-1), acts.indexOf("sleep")]).toEqual([0, "look", "sleep", acts.length - 1]);
});

withLinux("it looks no longer than until its next call is due", () => {
  const { acts } = waitWith(looking(60_000), 2, Number.POSITIVE_INFINITY);
  expect(acts.at(-1)).toBe("look"); // a sleep of no time: what is due is not waited for
});

withLinux("one that does not look sleeps at once", () => {
  expect(waitWith(new IdlePolling(200), 5_000, 1).acts).toEqual(["sleep"]);
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
