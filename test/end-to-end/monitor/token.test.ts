/** The ways to give the server its monitor's token: which are private, and the warnings about the others. */
import { describe, expect, test } from "bun:test";
import { JAM } from "../support/jam-server.ts";
import { MonitoredServer } from "../support/monitor.ts";
import { runProgram } from "../support/run-program.ts";
import { TokenFile } from "../support/token-file.ts";

const TOKEN = "a-token-that-is-long";

async function statusWith(url: string, token: string): Promise<number> {
  return (await fetch(`${url}api/v1/status`, { headers: { authorization: `Bearer ${token}` } })).status;
}

describe("--monitor-token-file", () => {
  test("guards the monitor with the token in the file, also on an address that needs one", async () => {
    using file = new TokenFile(`${TOKEN}\n`, 0o640);
    await using server = await MonitoredServer.start([
      "--monitor",
      "0.0.0.0:0",
      "--monitor-token-file",
      file.path,
    ]);
    const url = server.url.replace("0.0.0.0", "127.0.0.1");
    expect(await statusWith(url, TOKEN)).toBe(200);
    expect(await statusWith(url, `${TOKEN}r`)).toBe(401);
    expect(server.server.lines.filter((line) => line.startsWith("jam:"))).toEqual([]);
  });

  test("is a variable and a line of the settings file too", async () => {
    using file = new TokenFile(TOKEN, 0o400);
    await using byVariable = await MonitoredServer.start([], { env: { JAM_MONITOR_TOKEN_FILE: file.path } });
    expect(await statusWith(byVariable.url, TOKEN)).toBe(200);
    using settings = new TokenFile(`monitor-token-file = ${JSON.stringify(file.path)}\n`, 0o644);
    await using byFile = await MonitoredServer.start(["--config", settings.path]);
    expect(await statusWith(byFile.url, TOKEN)).toBe(200);
  });

  test("warns if every user can read the file", async () => {
    using file = new TokenFile(TOKEN, 0o644);
    await using server = await MonitoredServer.start(["--monitor-token-file", file.path]);
    expect(server.server.lines.filter((line) => line.startsWith("jam:"))).toEqual([
      `jam: every user of this machine can read the token in ${file.path}; prevent it: chmod o-r ${file.path}`,
    ]);
    expect(await statusWith(server.url, TOKEN)).toBe(200);
  });

  test.each([
    ["a short token", "too-short"],
    ["nothing", "\n"],
    ["two lines", `${TOKEN}\n${TOKEN}\n`],
    ["a key with a value", `JAM_MONITOR_TOKEN=${TOKEN}`],
    ["a large file", "x".repeat(100_000)],
  ])("is a usage error if it holds %s, and the content is not shown", async (_, content) => {
    using file = new TokenFile(content, 0o600);
    const { exit, stdout, stderr } = await runProgram([
      JAM,
      "serve",
      "--port",
      "0",
      "--monitor-token-file",
      file.path,
    ]);
    expect([exit, stdout, stderr]).toEqual([
      2,
      "",
      `jam: ${file.path} must hold one token and nothing else: 16 to 200 letters, digits, or any of - _ . ~\n`,
    ]);
  });

  test("is a usage error if there is no such file, or a token is set too", async () => {
    using file = new TokenFile(TOKEN, 0o600);
    const serve = [JAM, "serve", "--port", "0", "--monitor-token-file"];
    expect(await runProgram([...serve, "/no/such/token"])).toMatchObject({
      exit: 2,
      stderr: "jam: cannot read the file /no/such/token: ENOENT.\n",
    });
    expect(await runProgram([...serve, "/"])).toMatchObject({ exit: 2 });
    const env = { JAM_MONITOR_TOKEN: TOKEN };
    expect(await runProgram([...serve, file.path], { env })).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining("not both") as string,
    });
  });
});

test("--monitor-token works, with a warning that others can see it", async () => {
  await using server = await MonitoredServer.start(["--monitor-token", TOKEN]);
  expect(server.server.lines.filter((line) => line.startsWith("jam:"))).toEqual([
    "jam: every user of this machine can see the token of --monitor-token; use --monitor-token-file or JAM_MONITOR_TOKEN.",
  ]);
  expect(await statusWith(server.url, TOKEN)).toBe(200);
});
