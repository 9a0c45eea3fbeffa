/** COMMAND under test, with servers as students write them: where it listens, what it leaves, and how it ends. */
import { expect, test } from "bun:test";
import { networkInterfaces } from "node:os";
import { type CheckOptions, check } from "../../../src/check/check.ts";
import { isPortListening } from "../../../src/proc/listening-port.ts";
import { portUse } from "../../../src/proc/port-use.ts";
import { ServerProcess } from "../../../src/proc/server-process.ts";
import { needs } from "../../end-to-end/support/needs.ts";
import { until } from "../../end-to-end/support/within.ts";
import { freePort } from "../small-server.ts";
import {
  closesFirst,
  inBackground,
  listensAt,
  withoutErrorHandler,
  withoutReuse,
} from "./student-servers.ts";

const onLinux = process.platform === "linux" ? test : test.skip;
const python = needs("python3", "python3", onLinux);
const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === "::1"),
);

const CHOSEN = ["connect", "time-reply", "repeat", "quit-closes"];

function checkCommand(command: readonly string[], port: number, more: Partial<CheckOptions> = {}) {
  return check({
    ...{ host: "127.0.0.1", address: { ip: "127.0.0.1", port }, chosen: CHOSEN, timeScale: 0.4, jobs: 8 },
    ...{ observes: false, command, startTimeoutMs: 25_000, onResult() {} },
    ...more,
  });
}

const verdictsOf = ({ cases }: Awaited<ReturnType<typeof check>>) =>
  cases.map(({ id, verdict }) => `${id} ${verdict}`).join(", ");
const ALL_PASS = CHOSEN.map((id) => `${id} pass`).join(", ");

/** A socket that was just closed may hold the port for a moment; TIME_WAIT would hold it for 60 s. */
async function untilPortIsFree(port: number): Promise<void> {
  await until(
    5,
    () => portUse(port) === undefined,
    () => `a free port, but ${JSON.stringify(portUse(port))}`,
  );
}

for (const address of ["127.0.0.2", ...(hasIpv6 ? ["::1"] : [])]) {
  python(`a server that listens on ${address} alone is judged there`, async () => {
    const port = await freePort();
    const result = await checkCommand(listensAt(address, port), port);
    expect(verdictsOf(result)).toBe(ALL_PASS);
    expect(result.target).toEqual({ host: address, port });
    const shown = address.includes(":") ? `[${address}]` : address;
    expect(result.observations.listensOn).toEqual([`${shown}:${port}`]);
  });
}

python("a server that listens on another port fails connect, and is judged there", async () => {
  const [asked, port] = [await freePort(), await freePort()];
  const result = await checkCommand(listensAt("0.0.0.0", port), asked);
  expect(verdictsOf(result)).toBe(ALL_PASS.replace("connect pass", "connect fail"));
  expect(result.cases[0]).toMatchObject({
    fault: "other-port",
    parameters: { expected: String(asked), got: String(port) },
  });
  expect(result.target.port).toBe(port);
});

python("a server that opens another port first is judged on the right one", async () => {
  const [port, first] = [await freePort(), await freePort()];
  const before = `debugger = socket.create_server(("127.0.0.1", ${first})); time.sleep(0.3)`;
  const result = await checkCommand(listensAt("0.0.0.0", port, before), port);
  expect([verdictsOf(result), result.target.port]).toEqual([ALL_PASS, port]);
});

for (const isDaemon of [false, true]) {
  const how = isDaemon ? "in a session of its own" : "in the background";
  python(`a server that COMMAND leaves ${how} is judged, named as such, and stopped`, async () => {
    const port = await freePort();
    const result = await checkCommand(inBackground(listensAt("0.0.0.0", port), isDaemon), port);
    expect(verdictsOf(result)).toBe(ALL_PASS);
    expect(result.process).toMatchObject({ isInBackground: true });
    expect(result.process?.exit).toBeUndefined();
    await untilPortIsFree(port);
  });
}

python("what goes to the background and never listens is not judged, and is stopped", async () => {
  const started = performance.now();
  const result = await checkCommand(["sh", "-c", "echo working; sleep 60 &"], await freePort(), {
    startTimeoutMs: 1_000,
  });
  expect(result.notJudged).toEqual({ why: "went-to-background", seconds: 0.4, output: "working" });
  expect(performance.now() - started).toBeLessThan(10_000);
});

python("a server that is slow to listen is waited for", async () => {
  const port = await freePort();
  const result = await checkCommand(listensAt("0.0.0.0", port, "time.sleep(3)"), port);
  expect(verdictsOf(result)).toBe(ALL_PASS);
});

python(
  "a server without SO_REUSEADDR gets its own verdict after one that left its port in TIME_WAIT",
  async () => {
    const port = await freePort();
    for (let round = 0; round < 2; round++) {
      const first = await checkCommand(closesFirst(port), port, { chosen: ["time-reply", "churn"] });
      expect(verdictsOf(first)).toBe("time-reply pass, churn pass");
      await untilPortIsFree(port);
      expect(verdictsOf(await checkCommand(withoutReuse(port), port, { observes: true }))).toStartWith(
        "connect pass, time-reply pass, repeat pass",
      );
      await untilPortIsFree(port);
    }
  },
  60_000,
);

needs("node", "nodejs", onLinux)(
  "no reset reaches a Node server without an 'error' handler, twice on one port",
  async () => {
    const port = await freePort();
    const chosen = [
      ...CHOSEN,
      "pipelined-quit",
      "after-quit",
      "half-close",
      "unknown",
      "bad-utf8",
      "long-line",
    ];
    for (let round = 0; round < 2; round++) {
      const result = await checkCommand(withoutErrorHandler(port), port, { chosen, observes: true });
      expect(result.process?.exit).toBeUndefined();
      expect(result.cases.filter(({ verdict }) => verdict !== "pass")).toEqual([]);
      await untilPortIsFree(port);
    }
  },
  60_000,
);

for (const [name, serve] of Object.entries({ closesFirst, withoutErrorHandler })) {
  needs("node", "nodejs", onLinux)(
    `a check of a running server (${name}) leaves nothing on its port when the server has ended`,
    async () => {
      const port = await freePort();
      await using server = await ServerProcess.start(serve(port));
      await until(
        20,
        () => isPortListening(port) === true,
        () => "a server that listens",
      );
      const result = await checkCommand([], port, { command: undefined, chosen: [...CHOSEN, "churn"] });
      expect(result.cases[1]).toMatchObject({ id: "time-reply", verdict: "pass" });
      expect(server.ended).toBeUndefined();
      await server.stop();
      await untilPortIsFree(port);
    },
    60_000,
  );
}

python("an interrupted check has what was judged until then, and stops the server", async () => {
  const port = await freePort();
  const interruption = new AbortController();
  const result = await checkCommand(listensAt("0.0.0.0", port), port, {
    signal: interruption.signal,
    onResult: ({ id }) => id === "time-reply" && interruption.abort(),
  });
  expect([result.isInterrupted, result.passes]).toEqual([true, false]);
  expect(verdictsOf(result)).toStartWith("connect pass, time-reply pass");
  expect(result.cases.length).toBeLessThan(CHOSEN.length);
  expect(isPortListening(port)).toBe(false);
});
