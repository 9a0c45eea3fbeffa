/** The package as a stranger gets it: packed, installed without a network, run on plain Node and type-checked. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TIME_ERROR_CODES } from "../../../src/client/index.ts";
import { answering, fakeServer, freePort } from "../../client/fake-server.ts";

const root = join(import.meta.dirname, "../../..");
const packageFolder = join(root, "packages/jam-client");
const installed = "node_modules/jam-client";
let folder = "";

async function run(
  command: readonly string[],
): Promise<{ readonly exit: number; readonly output: string; readonly errors: string }> {
  const child = Bun.spawn([...command], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  const [output, errors, exit] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
  return { exit, output, errors };
}

async function succeed(command: readonly string[]): Promise<string> {
  const { exit, output, errors } = await run(command);
  if (exit !== 0) throw new Error(`${command.join(" ")} exited with ${exit}:\n${output}\n${errors}`);
  return output;
}

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "jam-client-"));
  await succeed(["npm", "pack", packageFolder, "--pack-destination", folder]); // `prepack` builds it
  write("package.json", '{ "private": true, "type": "module" }');
  await succeed(["npm", "install", "--offline", "--no-audit", "--no-fund", "./jam-client-0.1.0.tgz"]);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("it brings JavaScript, declarations and its page, and no dependency", () => {
  const files = readdirSync(join(folder, installed), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
  expect(files.filter((name) => !/(\.js|\.d\.ts)$/.test(name)).sort()).toEqual([
    "LICENSE",
    "README.md",
    "package.json",
  ]);
  expect(readdirSync(join(folder, "node_modules")).filter((name) => !name.startsWith("."))).toEqual([
    "jam-client",
  ]);
});

test("it asks a server on plain Node, alone and pipelined, and leaves nothing that keeps the process", async () => {
  await using server = await answering((index) => `JAM 10:20:3${index}\r\n`);
  const program = write(
    "ask.js",
    `import { askTime, connect } from "jam-client";
    const port = Number(process.argv[2]);
    const waits = { connectTimeoutMs: 600_000, replyTimeoutMs: 600_000, closeTimeoutMs: 600_000 };
    const once = await askTime({ port, ...waits });
    const client = await connect({ port, ...waits });
    const signal = new AbortController().signal;
    const many = await Promise.all(Array.from({ length: 20 }, () => client.time({ signal })));
    await client.close();
    console.log(JSON.stringify({ once: once.clock, many: many.map((reply) => reply.text), isBun: "Bun" in globalThis }));`,
  );
  const { exit, output, errors } = await run(["node", program, String(server.port)]);
  expect({ exit, errors }).toEqual({ exit: 0, errors: "" });
  expect(JSON.parse(output)).toEqual({
    once: { hours: 10, minutes: 20, seconds: 30 },
    many: Array.from({ length: 20 }, (_, index) => `10:20:3${index}`),
    isBun: false,
  });
});

test("a server's failures on plain Node have their codes, and none ends a process that does not look", async () => {
  await using hostile = await fakeServer((socket) => socket.once("data", () => socket.resetAndDestroy()));
  await using silent = await fakeServer(() => {});
  const program = write(
    "fail.js",
    `import { askTime, connect, TimeError } from "jam-client";
    const [refused, hostile, silent] = process.argv.slice(2).map(Number);
    const client = await connect({ port: hostile });
    client.time();
    client.time();
    const failures = await Promise.allSettled([
      askTime({ port: refused }),
      askTime({ port: hostile }),
      askTime({ port: silent, replyTimeoutMs: 50 }),
      askTime({ host: "no-such-host.invalid" }),
      askTime({ host: "127.0.0.1:" + silent, signal: AbortSignal.timeout(50), closeTimeoutMs: 600_000 }),
      askTime({ port: refused, retries: 2, retryDelayMs: 1 }),
    ]);
    console.log(JSON.stringify(failures.map(({ reason }) => reason instanceof TimeError && reason.code)));`,
  );
  const ports = [await freePort(), hostile.port, silent.port].map(String);
  const { exit, output, errors } = await run(["node", program, ...ports]);
  expect({ exit, errors }).toEqual({ exit: 0, errors: "" });
  expect(JSON.parse(output)).toEqual(["REFUSED", "RESET", "TIMEOUT", "NOT_FOUND", "TIMEOUT", "REFUSED"]);
});

test("the example of its page runs as it stands", async () => {
  await using server = await answering(() => "JAM 10:20:30\r\n");
  const [, example = ""] =
    /```js\n([\s\S]*?)```/.exec(readFileSync(join(folder, installed, "README.md"), "utf8")) ?? [];
  const program = write(
    "time.mjs",
    example
      .replaceAll('host: "127.0.0.1"', `host: "127.0.0.1", port: ${server.port}`)
      .replaceAll(", port: 45000", ""),
  );
  expect(await succeed(["node", program])).toContain("[ '10:20:30', '10:20:30', '10:20:30' ]");
});

test("its page names every error code and what it means", () => {
  const page = readFileSync(join(packageFolder, "README.md"), "utf8").replaceAll(/ +/g, " ");
  for (const [code, meaning] of Object.entries(TIME_ERROR_CODES))
    expect(page).toContain(`| \`${code}\` | ${meaning} |`);
});

test("its declarations check strictly with the types of plain Node, and know nothing of Bun", async () => {
  for (const entry of readdirSync(join(folder, installed, "dist"), {
    recursive: true,
    withFileTypes: true,
  })) {
    if (entry.isFile())
      expect(readFileSync(join(entry.parentPath, entry.name), "utf8")).not.toMatch(/bun-types|bun:|\bBun\./);
  }
  symlinkSync(join(root, "node_modules/@types"), join(folder, "node_modules/@types"));
  symlinkSync(join(root, "node_modules/undici-types"), join(folder, "node_modules/undici-types"));
  write(
    "consumer.ts",
    `import { askTime, connect, type ClockTime, type TimeClient, TimeError, type TimeErrorCode, type TimeReply } from "jam-client";
    export async function hours(port: number, signal: AbortSignal): Promise<number | TimeErrorCode> {
      try {
        const reply: TimeReply = await askTime({ host: "::1", port, replyTimeoutMs: 100, signal });
        const clock: ClockTime | undefined = reply.clock;
        await using client: TimeClient = await connect({ port });
        return clock?.hours ?? (await client.time({ timeoutMs: 5 })).roundTripMs;
      } catch (error) {
        if (error instanceof TimeError) return error.code;
        throw error;
      }
    }
    // @ts-expect-error a port is a number
    void connect({ port: "45000" });
    void connect({ host: "[::1]:45000", retries: 3, retryDelayMs: 100 }).then((client) => client.destroy());
    // @ts-expect-error no such code
    export const code: TimeErrorCode = "NONE";
    // @ts-expect-error no Bun here
    export const runtime: unknown = Bun;`,
  );
  const strict = { strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true };
  const node = { target: "es2022", lib: ["es2022"], module: "nodenext", types: ["node"] };
  write("tsconfig.json", JSON.stringify({ compilerOptions: { ...strict, ...node }, files: ["consumer.ts"] }));
  await succeed([join(root, "node_modules/.bin/tsc"), "-p", "."]);
}, 30_000);
