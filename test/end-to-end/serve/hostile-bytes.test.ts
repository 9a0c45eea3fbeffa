/** A peer's bytes never reach a terminal, a log or a page unescaped: every command, against hostile peers. */
import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answering, fakeServer, freePort } from "../../client/fake-server.ts";
import { mustBeHarmless } from "../../fuzz/harmless.ts";
import { CAPTURES } from "../../lab/crafted.ts";
import { JAM, JamServer } from "../support/jam-server.ts";
import { needs } from "../support/needs.ts";
import { RawClient } from "../support/raw-client.ts";
import { type Ended, runProgram } from "../support/run-program.ts";

/** Clears the screen, sets the window's title, reverses text, and forges a log line. */
const ACTIVE = '\u001b[2J\u001b]0;x\u0007\u009b2J\u202e\u0000\n{"level":"error","event":"forged"}\n';

/** The same in one line. */
const LINE = ACTIVE.replaceAll("\n", "");

const folder = mkdtempSync(join(tmpdir(), "jam-hostile-"));
afterAll(() => rmSync(folder, { recursive: true }));

function expectHarmless({ stdout, stderr }: Ended): void {
  mustBeHarmless(stdout, "lines");
  mustBeHarmless(stderr, "lines");
}

test.concurrent("jam serve's log holds nothing that a client sent, however the session ends", async () => {
  await using server = await JamServer.start(["--line-seconds", "1"]);
  for (const bytes of [
    `${ACTIVE}\r\nQUIT\r\n`,
    `GET /${LINE} HTTP/1.1\r\n`,
    ACTIVE.repeat(40) + "x".repeat(1025),
  ]) {
    using client = await RawClient.dial(server.port);
    client.send(bytes);
    await client.waitForEnd();
  }
  await server.waitForAll(({ event }) => event === "session-ended", 3);
  await server.stop();
  const log = JSON.stringify(server.events);
  expect(log).not.toContain("forged");
  expect(log).not.toMatch(/\\u00|\p{C}/u);
  const known = ["listening", "session-opened", "session-ended", "draining", "stopped"];
  expect(server.events.filter(({ event }) => !known.includes(event) && !event.startsWith("clock-"))).toEqual(
    [],
  );
});

test.concurrent("jam time shows what a server answers as escapes", async () => {
  await using server = await answering(() => `JAM ${LINE}\r\n`);
  const ended = await runProgram([JAM, "time", `127.0.0.1:${server.port}`]);
  expectHarmless(ended);
  expect(ended.stdout).toContain("\\u001b[2J");
});

test.concurrent("jam check shows what a server answers as escapes, in every form", async () => {
  await using server = await fakeServer((socket) => {
    socket.on("data", () => socket.write(`JAM ${ACTIVE}10:20:30\r\n`));
  });
  const cases = ["time-reply", "reply-prefix", "reply-format", "reply-crlf", "split-word"];
  const at = `127.0.0.1:${server.port}`;
  const html = join(folder, "check.html");
  const ended = await runProgram([JAM, "check", at, "--only", cases.join(","), "--html", html], {
    seconds: 60,
  });
  expectHarmless(ended);
  mustBeHarmless(readFileSync(html, "utf8"), "lines");
  expect(ended.stdout).toContain("reply-prefix");
}, 60_000);

test.concurrent("jam bench shows what a server answers in hexadecimal", async () => {
  await using server = await fakeServer((socket) => {
    socket.on("data", () => socket.write(ACTIVE));
  });
  const flags = ["--duration", "0.3", "--warmup", "0", "--threads", "1", "--connections", "1"];
  const ended = await runProgram([JAM, "bench", `127.0.0.1:${server.port}`, ...flags]);
  expectHarmless(ended);
  expect(ended.stdout).toContain("1b 5b 32 4a");
});

test.concurrent("jam bench and jam check show the last output of a server that they started as escapes", async () => {
  const program = `require("node:fs").writeSync(2, ${JSON.stringify(ACTIVE)}); process.exit(7)`;
  const server = [process.execPath, "-e", program];
  for (const command of ["bench", "check"]) {
    const ended = await runProgram([JAM, command, "--port", String(await freePort()), "--", ...server], {
      seconds: 60,
    });
    expectHarmless(ended);
    expect(ended.exit).toBe(command === "check" ? 3 : 1); // nothing was judged
    expect(ended.stdout + ended.stderr).toMatch(/\\(u00|x)1b\[2J/);
  }
}, 60_000);

const withTshark = needs("tshark", "tshark", test.concurrent);

withTshark(
  "jam lab shows a capture's bytes as escapes, in its output and in the report",
  async () => {
    const bytes = readFileSync(join(CAPTURES, "good-mesin1.pcapng"));
    for (let at = bytes.indexOf("JAM "); at >= 0; at = bytes.indexOf("JAM ", at))
      bytes.write("\u001b[2J", at, "latin1");
    const file = join(folder, "hostile.pcapng");
    writeFileSync(file, bytes);
    const verified = await runProgram([JAM, "lab", "verify", file], { seconds: 20 });
    expectHarmless(verified);
    expect(verified.stdout).toContain("\\x1b[2J");
    const pages = join(folder, "pages");
    expectHarmless(
      await runProgram([JAM, "lab", "report", "--pcap", file, "--markdown", pages], { seconds: 20 }),
    );
    for (const name of new Bun.Glob("**/*").scanSync(pages))
      mustBeHarmless(readFileSync(join(pages, name), "utf8"), "lines");
  },
  60_000,
);
