/** What the kernel refuses: a wait that cannot be must not loop. */
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

/** A wait for one descriptor that records its calls: 0 polls, more sleeps. Work comes with poll number `found`. */
function waitWith(polling: IdlePolling, due: number, found: number) {
  const acts: string[] = [];
  const scripted = {
    ...calls,
    epoll_create1: () => 1,
    epoll_wait: (_epoll: number, _seen: unknown, _most: number, milliseconds: number) => {
      acts.push(milliseconds === 0 ? "poll" : "sleep");
      return acts.filter((act) => act === "poll").length === found ? 1 : 0;
    },
    sched_yield: () => acts.push("yield"),
  };
  const epoll = new Epoll(scripted as unknown as SystemCalls);
  const now = performance.now();
  return { count: epoll.waitUntil(now + due, now, polling), acts };
}

/** How long it polls. */
const polls = (ms: number) =>
  Object.assign(new IdlePolling(0), { until: (now: number) => now + ms, yielded() {}, slept() {} });

withLinux(
  "a busy thread polls again and again, yields between polls, and does not sleep while work comes",
  () => {
    const { count, acts } = waitWith(polls(1_000), 5_000, 3);
    expect([count, acts]).toEqual([1, ["poll", "yield", "poll", "yield", "poll"]]);
  },
);

withLinux("it polls until its time is over, and then sleeps once", () => {
  const { count, acts } = waitWith(polls(2), 5_000, Number.POSITIVE_INFINITY);
  expect([count, acts[0], acts.at(-1), acts.indexOf("sleep")]).toEqual([0, "poll", "sleep", acts.length - 1]);
});

withLinux("it polls no longer than until its next timer is due", () => {
  const { acts } = waitWith(polls(60_000), 2, Number.POSITIVE_INFINITY);
  expect(acts.at(-1)).toBe("poll"); // a sleep of 0 ms: what is due does not wait
});

withLinux("without polling it sleeps at once", () => {
  expect(waitWith(new IdlePolling(200), 5_000, 1).acts).toEqual(["sleep"]);
});

withLinux("a descriptor that cannot be watched is reported", () => {
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
