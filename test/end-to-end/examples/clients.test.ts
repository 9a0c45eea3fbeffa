/** The clients of examples/: the time from right servers; from others, one line on stderr in good time. */
import { afterAll, expect, test } from "bun:test";
import { once } from "node:events";
import type { Socket } from "node:net";
import { fakeServer, freePort, onLines } from "../../client/fake-server.ts";
import { JamServer } from "../support/jam-server.ts";
import { runProgram } from "../support/run-program.ts";
import { Built, isThere, wordsOf } from "./built.ts";
import { EXAMPLES, type Example } from "./programs.ts";

const built = new Built();
afterAll(() => built[Symbol.dispose]());

/** A busy machine delays the programs and the server beside them. */
const SECONDS = { timeout: 240_000, retry: 2 };
/** From the connection on: some runtimes take seconds to start on a busy machine. */
const MOST_MS = 5_000;
const BYTE_PAUSE_MS = 20;

async function byteByByte(socket: Socket): Promise<void> {
  for (const letter of "JAM 10:20:30\r\n") {
    socket.write(letter);
    await Bun.sleep(BYTE_PAUSE_MS);
  }
}

/** What no client may wait for, or take for the time; each begins when a request has come. */
const FAULTS: Readonly<Record<string, (socket: Socket) => void>> = {
  silent: () => {},
  "half a reply, then silence": (socket) => socket.write("JAM 10:2"),
  "closes early": (socket) => socket.end(),
  "half a reply, then a close": (socket) => socket.end("JAM 10:2"),
  resets: (socket) => socket.resetAndDestroy(),
  "an error": (socket) => socket.write("ERROR unknown request\r\n"),
  "LF alone": (socket) => socket.end("JAM 10:20:30\n"),
};

for (const example of EXAMPLES) {
  const { title, debianPackage } = example;
  const make = test.concurrent.skipIf(!isThere(example));

  make(
    `${title}: the client gets the time of jam serve, and of a server that sends byte by byte (needs Debian's ${debianPackage})`,
    async () => {
      await using jam = await JamServer.start();
      const asked = await ask(example, jam.port);
      expect(asked).toEqual({ exit: 0, stdout: expect.stringMatching(/^\d\d:\d\d:\d\d\n$/), stderr: "" });
      expect((await jam.stop()).stopped).toMatchObject({ counts: { requests: 1, quit: 1 } });

      await using slow = await fakeServer((socket) => onLines(socket, () => void byteByByte(socket)));
      expect(await ask(example, slow.port)).toEqual({ exit: 0, stdout: "10:20:30\n", stderr: "" });
      expect(slow.received()).toBe("TIME\r\nQUIT\r\n");
    },
    SECONDS,
  );

  make(
    `${title}: against other servers the client ends in good time, with one line (needs Debian's ${debianPackage})`,
    async () => {
      const met = Object.entries(FAULTS).map(async ([name, act]) => {
        const connected = Promise.withResolvers<number>();
        await using server = await fakeServer((socket) => {
          connected.resolve(performance.now());
          void once(socket, "data").then(() => act(socket));
        });
        const { exit, stdout, stderr } = await ask(example, server.port);
        const tookMs = performance.now() - (await connected.promise);
        return [name, { exit, stdout, isOneLine: isOneLine(stderr), inTime: tookMs < MOST_MS || tookMs }];
      });
      const refused = await ask(example, await freePort());
      expect({ ...refused, stderr: isOneLine(refused.stderr) }).toEqual({
        exit: 1,
        stdout: "",
        stderr: true,
      });
      const expected = { exit: 1, stdout: "", isOneLine: true, inTime: true };
      expect(Object.fromEntries(await Promise.all(met))).toEqual(
        Object.fromEntries(Object.keys(FAULTS).map((name) => [name, expected])),
      );
    },
    SECONDS,
  );
}

function isOneLine(text: string): true | string {
  return /^.{10,200}\n$/.test(text) || text;
}

async function ask(example: Example, port: number) {
  const cwd = await built.folderOf(example);
  return runProgram([...wordsOf(example.client), "127.0.0.1", String(port)], { cwd, seconds: 60 });
}
