/** A check as a function: what it reports of a server that runs, and of one that it starts. */
import { expect, test } from "bun:test";
import { type CheckOptions, check } from "../../src/check/check.ts";
import { needs } from "../end-to-end/support/needs.ts";
import { freePort, serveRight, smallServer } from "./small-server.ts";

function optionsFor(port: number, chosen: readonly string[], more: Partial<CheckOptions> = {}): CheckOptions {
  return {
    ...{
      host: "localhost",
      address: { ip: "127.0.0.1", port },
      chosen,
      timeScale: 0.4,
      jobs: 8,
      observes: true,
    },
    ...{ command: undefined, startTimeoutMs: 10_000, onResult() {} },
    ...more,
  };
}

test("only what was chosen is reported and graded, in the contract's order", async () => {
  await using server = await smallServer((socket) => serveRight(socket));
  const settled: string[] = [];
  const result = await check(
    optionsFor(server.address.port, ["repeat", "quit-silent"], {
      onResult: ({ id }, done, of) => settled.push(`${id} ${done > 0 && of === 2}`),
    }),
  );
  expect(result.cases.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
    "repeat pass",
    "quit-silent pass",
  ]);
  expect(result.profiles).toEqual([
    { profile: "basic", passes: true, mustPassed: 1, mustTotal: 1, shouldPassed: 1, shouldTotal: 1 },
  ]);
  expect(settled.toSorted()).toEqual(["quit-silent true", "repeat true"]);
  expect(result).toMatchObject({
    schema: 2,
    target: { host: "localhost", port: server.address.port },
    passes: true,
    grade: 1,
  });
  expect(result.process).toBeUndefined();
});

test("how the server answers where the assignment leaves it free is observed, and no more than that", async () => {
  await using server = await smallServer((socket) =>
    serveRight(socket, (line) => line === "TIMEX" && socket.write("JAM 00:00:00\r\n")),
  );
  const { observations } = await check(optionsFor(server.address.port, ["connect"]));
  expect(observations).toMatchObject({
    normalReply: expect.stringMatching(/^JAM \d\d:\d\d:\d\d\\r\\n$/),
    replyToQuit: "",
    replyToHello: "ERROR\\r\\n",
    servesTimeWithSuffix: true,
    servesTimeWithBlank: false,
    zoneOffsetMinutes: 0,
  });
  expect(observations.medianReplyMs).toBeLessThanOrEqual(observations.worstReplyMs ?? 0);
  expect(observations.restartsAtOnce).toBeUndefined();
});

test("a command is not started if another server listens on its port", async () => {
  await using server = await smallServer((socket) => serveRight(socket));
  const options = optionsFor(server.address.port, ["connect"], { command: ["sh", "-c", "sleep 60"] });
  const { notJudged, cases, passes } = await check(options);
  expect(notJudged).toMatchObject({ why: "port-in-use", port: server.address.port, pid: process.pid });
  expect([cases, passes]).toEqual([[], false]);
  expect(server.met).toEqual([]);
});

test("a command that does not exist ends the check before any verdict", async () => {
  const options = optionsFor(await freePort(), ["connect"], { command: ["jam-no-such-command"] });
  const { notJudged, cases } = await check(options);
  expect(notJudged).toEqual({ why: "cannot-start", program: "jam-no-such-command", code: "ENOENT" });
  expect(cases).toEqual([]);
});

test("a command that ends before it listens is not judged, and its last output is kept", async () => {
  const command = ["sh", "-c", "echo 'Usage: PORT'; echo 'Traceback: no such port' >&2; exit 4"];
  const { notJudged, cases } = await check(optionsFor(await freePort(), ["connect"], { command }));
  expect(notJudged).toMatchObject({ why: "exited", code: 4, signal: null });
  expect(notJudged && "output" in notJudged && notJudged.output.split("\n").sort()).toEqual([
    "Traceback: no such port",
    "Usage: PORT",
  ]);
  expect(cases).toEqual([]);
});

test("a command that does not listen in time is not judged, and is stopped", async () => {
  const command = ["sh", "-c", "echo still thinking; sleep 60"];
  const options = optionsFor(await freePort(), ["connect"], { command, startTimeoutMs: 1_000 });
  const { notJudged } = await check(options);
  expect(notJudged).toEqual({ why: "did-not-listen", seconds: 0.4, output: "still thinking" });
});

needs("python3", "python3")(
  "a server without SO_REUSEADDR can be checked again at once, and is seen to be one",
  async () => {
    const program = [
      "import socket, sys, threading, time",
      "def serve(c):",
      "    while (line := c.recv(64)):",
      "        if line == b'QUIT\\r\\n': break",
      "        c.sendall(time.strftime('JAM %H:%M:%S\\r\\n').encode())",
      "    c.close()",
      "s = socket.socket(); s.bind(('127.0.0.1', int(sys.argv[1]))); s.listen(16)",
      "while True: threading.Thread(target=serve, args=(s.accept()[0],), daemon=True).start()",
    ].join("\n");
    const port = await freePort();
    const command = ["python3", "-c", program, String(port)];
    for (let time = 0; time < 2; time++) {
      const result = await check(
        optionsFor(port, ["connect", "quit-closes", "quit-after-time"], { command }),
      );
      expect(result.cases.map(({ verdict }) => verdict)).toEqual(["pass", "pass", "pass"]);
      expect(result.observations.restartsAtOnce).toBe(false);
    }
  },
);
