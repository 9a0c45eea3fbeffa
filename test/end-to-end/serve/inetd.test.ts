/** `jam serve --inetd`: one connection on standard input and output; under the real inetds, and on pipes. */
import { expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { INETDS, Inetd } from "../support/inetd.ts";
import { cleanEnvironment, JAM } from "../support/jam-server.ts";
import { RawClient } from "../support/raw-client.ts";
import { expectTimes, REPLY_BYTES, REQUEST, shapeOf } from "../support/replies.ts";
import { runProgram } from "../support/run-program.ts";

const SERVE = [JAM, "serve", "--inetd"];

for (const [name, kind] of Object.entries(INETDS)) {
  const underInetd = (title: string, run: () => Promise<void>) =>
    test.skipIf(kind.program === null)(`${name}: ${title} (needs Debian's ${kind.debianPackage})`, run);

  underInetd("each connection is served, at the same time and for as long as it lasts", async () => {
    await using inetd = await Inetd.start(kind);
    const clients = await Promise.all(Array.from({ length: 4 }, () => RawClient.dial(inetd.port)));
    for (const client of clients) client.send(REQUEST);
    for (const client of clients) await client.waitForBytes(REPLY_BYTES);
    for (const client of clients) client.send(`HALLO\r\nTI`);
    for (const client of clients) client.send(`ME\r\nQUIT\r\n`);
    for (const client of clients) {
      expect(await client.waitForClose()).toBe("fin");
      expect(shapeOf(client.text)).toEqual(["JAM time", "ERROR unknown request", "JAM time"]);
    }
  });

  underInetd(
    "a hundred thousand requests at once are answered, and the client's FIN ends the session",
    async () => {
      await using inetd = await Inetd.start(kind);
      using client = await RawClient.dial(inetd.port);
      client.send(REQUEST.repeat(100_000));
      client.finish();
      expect(await client.waitForClose()).toBe("fin");
      expectTimes(client.text, 100_000);
    },
  );

  underInetd("no message reaches the client as if it were a reply", async () => {
    await using inetd = await Inetd.start(kind, ["--log-level", "info", "--no-such-flag"]);
    using client = await RawClient.dial(inetd.port);
    await client.waitForClose();
    expect(client.text).toBe("");
  });

  underInetd("addresses that are not allowed are refused", async () => {
    await using inetd = await Inetd.start(kind, ["--deny", "127.0.0.0/8"]);
    using client = await RawClient.dial(inetd.port);
    await client.waitForClose();
    expect(client.text).toBe("ERROR not allowed\r\n");
  });
}

test.concurrent("on pipes it answers, and ends with its input", async () => {
  const { exit, stdout, stderr } = await runProgram(SERVE, { input: `${REQUEST.repeat(5_000)}TIM` });
  expect(exit).toBe(0);
  expectTimes(stdout, 5_000);
  expect(stderr).toContain('"requests":5000');
});

test.concurrent("input from a file is answered too", async () => {
  const folder = mkdtempSync(join(tmpdir(), "jam-inetd-"));
  try {
    const file = join(folder, "requests");
    writeFileSync(file, `${REQUEST}QUIT\r\n`);
    const child = Bun.spawn(SERVE, {
      stdin: Bun.file(file),
      stdout: "pipe",
      stderr: "ignore",
      env: cleanEnvironment(),
    });
    expectTimes(await child.stdout.text(), 1);
    expect(await child.exited).toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test.concurrent("a reader that goes away ends it", async () => {
  const child = Bun.spawn(["sh", "-c", `"$0" "$@" | head -c 3`, ...SERVE], {
    stdio: ["pipe", "pipe", "ignore"],
    env: cleanEnvironment(),
  });
  child.stdin.write(REQUEST);
  await child.stdin.flush();
  expect(await child.stdout.text()).toBe("JAM");
  expect(await child.exited).toBe(0);
});

test.concurrent("deadlines hold: a silent client gets the reason, and the session ends", async () => {
  const child = Bun.spawn([...SERVE, "--idle-seconds", "1"], {
    stdin: "pipe",
    stdout: "pipe",
    stderr: "ignore",
    env: cleanEnvironment(),
  });
  expect(await child.stdout.text()).toBe("ERROR idle for 1 second\r\n");
  expect(await child.exited).toBe(0);
});

test.concurrent("SIGTERM ends the session with a FIN", async () => {
  const child = Bun.spawn(SERVE, { stdin: "pipe", stdout: "pipe", stderr: "pipe", env: cleanEnvironment() });
  child.stdin.write(REQUEST);
  await child.stdin.flush();
  const output = child.stdout.getReader();
  expect((await output.read()).value).toHaveLength(REPLY_BYTES);
  child.kill("SIGTERM");
  expect((await output.read()).done).toBe(true);
  expect(await child.exited).toBe(0);
});
