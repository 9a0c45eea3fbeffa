/** SIGHUP to a server without a terminal reloads the settings, all of them or none; they apply to open sessions too. */
import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { JAM, JamServer, type LogLine } from "../support/jam-server.ts";
import { LOST, serveWithStatus } from "../support/kernel-clock-status.ts";
import { needs } from "../support/needs.ts";
import { RawClient } from "../support/raw-client.ts";
import { REPLY_BYTES, REQUEST } from "../support/replies.ts";
import { until } from "../support/within.ts";

const FAULT = fileURLToPath(new URL("../../faults/dying-thread.ts", import.meta.url));

const folder = mkdtempSync(join(tmpdir(), "jam-reload-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Start {
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly command?: readonly string[];
}

/** Renamed into place, so that no half of it is read. */
function write(file: string, toml: string): void {
  writeFileSync(`${file}.new`, toml);
  renameSync(`${file}.new`, file);
}

/** A server in its own session, hence without a controlling terminal, and its settings file. */
class ReloadedServer implements AsyncDisposable {
  readonly server: JamServer;
  readonly file: string;
  #reloads = 0;

  private constructor(server: JamServer, file: string) {
    this.server = server;
    this.file = file;
  }

  static async start(toml: string, start: Start = {}): Promise<ReloadedServer> {
    const file = join(folder, `${crypto.randomUUID()}.toml`);
    write(file, toml);
    const command = ["setsid", ...(start.command ?? [JAM, "serve"])];
    const flags = ["--config", file, ...(start.flags ?? [])];
    return new ReloadedServer(await JamServer.start(flags, { command, env: start.env ?? {} }), file);
  }

  /** @returns the log line about it */
  async reload(toml: string): Promise<LogLine> {
    write(this.file, toml);
    this.#reloads++;
    this.server.signal("SIGHUP");
    const [line] = (
      await this.server.waitForAll(({ event }) => /^settings-/.test(event), this.#reloads)
    ).slice(-1);
    return line as LogLine;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
  }
}

/** The threads get the message a moment later. */
function untilAnswered(reply: string, server: JamServer, client?: RawClient): Promise<void> {
  return until(
    5,
    async () => (await ask(server, client)) === reply,
    () => `the reply ${reply}`,
  );
}

async function ask(server: JamServer, client?: RawClient): Promise<string> {
  const asked = client ?? (await RawClient.dial(server.port));
  const before = asked.text.length;
  asked.send(REQUEST);
  await asked.waitForBytes(before + 1);
  if (client === undefined) asked[Symbol.dispose]();
  return asked.text.slice(before);
}

test.concurrent("zone and pattern apply from the next request on, in open sessions too", async () => {
  await using jam = await ReloadedServer.start('pattern = "old"\n');
  using client = await RawClient.dial(jam.server.port);
  expect(await ask(jam.server, client)).toBe("JAM old\r\n");
  const line = await jam.reload('pattern = "%z"\nzone = "Asia/Jakarta"\n');
  expect(line.event).toBe("settings-reloaded");
  expect(line.changed.map(({ setting }) => setting)).toEqual(["zone", "pattern"]);
  expect(line.changed[1]).toEqual({ setting: "pattern", from: "old", to: "%z" });
  await untilAnswered("JAM +0700\r\n", jam.server, client);
  await untilAnswered("JAM +0700\r\n", jam.server);
});

test.concurrent("limits apply to open sessions and to new ones", async () => {
  await using jam = await ReloadedServer.start("max-connections = 2\n");
  using first = await RawClient.dial(jam.server.port);
  await ask(jam.server, first);
  await jam.reload("max-connections = 1\n");
  using second = await RawClient.dial(jam.server.port);
  await second.waitForClose();
  expect(second.text).toBe("ERROR too many connections\r\n");
  await jam.reload("max-connections = 2\nidle-seconds = 1\n");
  using third = await RawClient.dial(jam.server.port);
  for (const client of [first, third]) {
    await client.waitForClose();
    expect(client.text).toEndWith("ERROR idle for 1 second\r\n");
  }
});

test.concurrent("a client that is no longer allowed gets an ERROR line and is closed, also while it waits for a token; new ones are refused", async () => {
  const rate = "request-rate = 1\nrequest-burst = 1\n";
  await using jam = await ReloadedServer.start(rate);
  using waiting = await RawClient.dial(jam.server.port);
  waiting.send(REQUEST.repeat(100));
  await waiting.waitForBytes(REPLY_BYTES);
  using silent = await RawClient.dial(jam.server.port);
  await jam.server.waitForAll(({ event }) => event === "session-opened", 2);
  const line = await jam.reload(`${rate}deny = ["127.0.0.0/8"]\n`);
  expect(line.changed).toEqual([{ setting: "deny", from: [], to: ["127.0.0.0/8"] } as never]);
  for (const client of [waiting, silent]) {
    expect(await client.waitForClose()).toBe("fin");
    expect(client.text).toEndWith("ERROR not allowed\r\n");
  }
  using late = await RawClient.dial(jam.server.port);
  await late.waitForClose();
  expect(late.text).toBe("ERROR not allowed\r\n");
  const { stopped } = await jam.server.stop();
  expect(stopped.counts).toMatchObject({ opened: 2, "no-longer-allowed": 2, "not-allowed": 1 });
});

test.concurrent("--lenient applies to sessions that have sent nothing yet, and --drain-seconds to the next stop", async () => {
  await using jam = await ReloadedServer.start("lenient = false\ndrain-seconds = 600\n");
  using old = await RawClient.dial(jam.server.port);
  using silent = await RawClient.dial(jam.server.port);
  await ask(jam.server, old);
  await jam.reload("lenient = true\ndrain-seconds = 1\n");
  const isServedLeniently = async () => {
    using client = await RawClient.dial(jam.server.port);
    client.send("TIME\nQUIT\r\n");
    await client.waitForClose();
    return client.text.startsWith("JAM ");
  };
  // In each thread: the kernel chooses one for each session.
  const everywhere = async () =>
    (await Promise.all(Array.from({ length: 16 }, isServedLeniently))).every(Boolean);
  await until(10, everywhere, () => "sessions that are lenient");
  old.send("TIME\nQUIT\r\n");
  await old.waitForClose();
  expect(old.text).toEndWith("ERROR end the line with CR LF (13 10)\r\n");
  silent.send("TIME\nQUIT\r\n");
  await silent.waitForClose();
  expect(silent.text).toStartWith("JAM ");
  using holding = await RawClient.dial(jam.server.port, { onData() {} });
  holding.pause();
  holding.send(REQUEST.repeat(2_000_000));
  await holding.waitForStall();
  jam.server.signal("SIGTERM");
  expect(await jam.server.waitFor(({ event }) => event === "draining")).toMatchObject({ drainSeconds: 1 });
  expect(await jam.server.exited).toBe(0);
});

test.concurrent("flags and variables override the file also when it is reloaded", async () => {
  const env = { JAM_IDLE_SECONDS: "77" };
  await using jam = await ReloadedServer.start("", { env, flags: ["--pattern", "flag"] });
  const line = await jam.reload('pattern = "file"\nidle-seconds = 5\nline-seconds = 6\n');
  expect(line.changed).toEqual([{ setting: "line-seconds", from: 30, to: 6 }]);
  expect(await ask(jam.server)).toBe("JAM flag\r\n");
});

test.concurrent("settings that need a restart are named, and the rest applies", async () => {
  await using jam = await ReloadedServer.start('pattern = "old"\n', { flags: ["--threads", "2"] });
  const line = await jam.reload('pattern = "new"\nhost = "127.0.0.2"\nport = 1\n');
  expect([line.changed.length, line.needRestart]).toEqual([1, []]); // the test's own flags override
  await untilAnswered("JAM new\r\n", jam.server);
  const command = ["setsid", JAM, "serve", "--port", "0"];
  const file = join(folder, "restart.toml");
  write(file, "threads = 2\n");
  await using bare = await JamServer.start(["--config", file], { command });
  write(file, 'threads = 3\npattern = "new"\n');
  bare.signal("SIGHUP");
  expect(await bare.waitFor(({ event }) => event === "settings-reloaded")).toMatchObject({
    changed: [{ setting: "pattern" }],
    needRestart: [{ setting: "threads", from: 2, to: 3 }],
  });
});

test.concurrent.each([
  ["is no TOML", 'pattern = "new"\nidle-seconds =\n', "line 2, is not valid TOML"],
  ["has one bad value", 'pattern = "new"\nidle-seconds = 0\n', "idle-seconds must be a whole number"],
  ["has an unknown setting", 'pattern = "new"\nidel-seconds = 5\n', "Did you mean idle-seconds?"],
])("a file that %s changes nothing, and one line says why", async (_, toml, why) => {
  await using jam = await ReloadedServer.start('pattern = "old"\n');
  const line = await jam.reload(toml);
  expect(line).toMatchObject({ event: "settings-rejected", level: "error" });
  expect(line.why).toContain(why);
  expect(await ask(jam.server)).toBe("JAM old\r\n");
  expect(await jam.reload('pattern = "new"\n')).toMatchObject({ changed: [{ from: "old", to: "new" }] });
  await untilAnswered("JAM new\r\n", jam.server);
});

test.concurrent("a file that is gone changes nothing", async () => {
  await using jam = await ReloadedServer.start('pattern = "old"\n');
  rmSync(jam.file);
  jam.server.signal("SIGHUP");
  const line = await jam.server.waitFor(({ event }) => event === "settings-rejected");
  expect(line.why).toContain("ENOENT");
  expect(await ask(jam.server)).toBe("JAM old\r\n");
});

test.concurrent("without a file nothing changes, and the server continues", async () => {
  await using server = await JamServer.start([], { command: ["setsid", JAM, "serve"] });
  server.signal("SIGHUP");
  expect(await server.waitFor(({ event }) => event === "settings-reloaded")).toMatchObject({
    changed: [],
    needRestart: [],
  });
  expect(await ask(server)).toMatch(/^JAM /);
});

test.concurrent("a thread that is replaced later begins with the newest settings", async () => {
  const fault = join(folder, "fault");
  const env = { BUN_OPTIONS: `--preload ${FAULT}`, FAULT_FILE: fault };
  await using jam = await ReloadedServer.start('pattern = "old"\n', { env, flags: ["--threads", "1"] });
  await jam.reload('pattern = "new"\n');
  write(fault, "0");
  await jam.server.waitFor(({ event }) => event === "thread-replaced");
  expect(await ask(jam.server)).toBe("JAM new\r\n");
});

test.concurrent("the log level drops, and rises again", async () => {
  await using jam = await ReloadedServer.start('log-level = "info"\n');
  const isOpened = ({ event }: LogLine) => event === "session-opened";
  await ask(jam.server);
  await jam.server.waitFor(isOpened);
  expect(await jam.reload('log-level = "warn"\n')).toMatchObject({ event: "settings-reloaded" });
  await ask(jam.server);
  expect(await jam.reload('log-level = "info"\n')).toMatchObject({ changed: [{ to: "info" }] });
  await until(
    5,
    async () => {
      await ask(jam.server);
      return jam.server.events.filter(isOpened).length > 1;
    },
    () => "a session in the log",
  );
});

needs(
  "strace",
  "strace",
  test.concurrent,
)("sync can be required from then on, and no longer", async () => {
  await using jam = await ReloadedServer.start('pattern = "time"\n', { command: serveWithStatus(LOST) });
  using client = await RawClient.dial(jam.server.port);
  expect(await ask(jam.server, client)).toBe("JAM time\r\n");
  await jam.reload('pattern = "time"\nrequire-sync = true\n');
  expect(await ask(jam.server, client)).toBe("ERROR clock not synchronised\r\n");
  await jam.reload('pattern = "time"\n');
  expect(await ask(jam.server, client)).toBe("JAM time\r\n");
});

needs(
  "strace",
  "strace",
  test.concurrent,
)("sync cannot be required where the kernel may not be asked: nothing changes", async () => {
  await using jam = await ReloadedServer.start('pattern = "old"\n', { command: serveWithStatus("EPERM") });
  const line = await jam.reload('pattern = "new"\nrequire-sync = true\n');
  expect(line).toMatchObject({ event: "settings-rejected" });
  expect(line.why).toContain("--require-sync needs the kernel's clock status");
  expect(await ask(jam.server)).toBe("JAM old\r\n");
});

const CLIENTS = 20;
const REREADS = 50;
const BATCH = 100;

test.concurrent("under load no reply is lost or cut while the settings are reloaded again and again", async () => {
  await using jam = await ReloadedServer.start("", { flags: ["--threads", "2"] });
  const clients = await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      let asked = 0;
      let isOver = false;
      const more = () => {
        if (isOver || client.received < asked * REPLY_BYTES) return;
        asked += BATCH;
        client.send(REQUEST.repeat(BATCH));
      };
      const client: RawClient = await RawClient.dial(jam.server.port, { onData: more });
      more();
      const quit = () => {
        isOver = true;
        client.send("QUIT\r\n");
        return asked;
      };
      return { client, quit };
    }),
  );
  for (let count = 0; count < REREADS; count++) await jam.reload(`idle-seconds = ${100 + count}\n`);
  for (const { client, quit } of clients) {
    const asked = quit();
    expect(await client.waitForClose()).toBe("fin");
    expect(client.received).toBe(asked * REPLY_BYTES);
  }
  const { stopped } = await jam.server.stop();
  expect(stopped.counts).toMatchObject({ quit: CLIENTS, opened: CLIENTS });
  expect(jam.server.events.filter(({ event }) => event === "settings-reloaded").length).toBe(REREADS);
}, 60_000);

test.concurrent("after a thousand signals at once the newest settings apply", async () => {
  await using jam = await ReloadedServer.start('pattern = "old"\n');
  write(jam.file, 'pattern = "new"\n');
  for (let count = 0; count < 1000; count++) jam.server.signal("SIGHUP");
  await untilAnswered("JAM new\r\n", jam.server);
});

test.concurrent("while the server drains the signal changes nothing", async () => {
  await using jam = await ReloadedServer.start("drain-seconds = 60\n");
  using client = await RawClient.dial(jam.server.port, { onData() {} });
  client.pause();
  client.send(REQUEST.repeat(2_000_000));
  await client.waitForStall();
  jam.server.signal("SIGTERM");
  await jam.server.waitFor(({ event }) => event === "draining");
  jam.server.signal("SIGHUP");
  client.resume();
  expect(await jam.server.exited).toBe(0);
  expect(await jam.server.waitFor(({ event }) => event === "stopped")).toMatchObject({ cut: 0 });
}, 60_000);
