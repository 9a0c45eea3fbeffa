/** The zone that is served: by the machine's own files and TZ, and as the machine changes it while the server runs. */
import { afterAll, expect, test } from "bun:test";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tzif } from "../../clock/sample-tzif.ts";
import { JAM, JamServer, type LogLine } from "../support/jam-server.ts";
import { needs } from "../support/needs.ts";
import { RawClient } from "../support/raw-client.ts";
import { REQUEST } from "../support/replies.ts";
import { runProgram } from "../support/run-program.ts";
import { until } from "../support/within.ts";

/** A change has to be served within this. */
const NOTICED_MS = 10_000;

const folder = mkdtempSync(join(tmpdir(), "jam-zone-"));
afterAll(() => rmSync(folder, { recursive: true }));

const NEW = tzif({ types: [[-21_600, "NEW"]], footer: "NEW6" });
const OLD = tzif({ types: [[-25_200, "OLD"]], footer: "OLD7" });

/** A machine's zone files. */
function zoneFiles(version: string): string {
  const path = mkdtempSync(join(folder, "zoneinfo-"));
  mkdirSync(join(path, "America"));
  put(join(path, "America/Vancouver"), OLD);
  put(join(path, "tzdata.zi"), `# version ${version}\n`);
  return path;
}

/** Renamed into place, as packages are installed. */
function put(path: string, content: string | Uint8Array): void {
  writeFileSync(`${path}.new`, content);
  renameSync(`${path}.new`, path);
}

async function ask(client: RawClient): Promise<string> {
  const before = client.text.length;
  client.send(REQUEST);
  await client.waitForBytes(before + 1);
  return client.text.slice(before).trim();
}

const untilAsked = (client: RawClient, reply: string) =>
  until(
    2,
    async () => (await ask(client)) === reply,
    () => `the reply ${reply}`,
  );

const hasChanged = ({ event }: LogLine) => event === "zone-changed";

const PATTERN = ["--pattern", "%Z"];

const hasFiles = existsSync("/usr/share/zoneinfo/Asia/Jakarta");
const missing = hasFiles ? "" : " (needs Debian's tzdata)";

test.concurrent("the machine's zone files are served, and the log names them and their version", async () => {
  const TZDIR = zoneFiles("2099z");
  await using server = await JamServer.start(["--zone", "America/Vancouver", "--pattern", "%z %Z"], {
    env: { TZDIR },
  });
  using client = await RawClient.dial(server.port);
  expect(await ask(client)).toBe("JAM -0700 OLD");
  expect(await server.waitFor(({ event }) => event === "listening")).toMatchObject({
    zone: "America/Vancouver",
    zoneData: join(TZDIR, "America/Vancouver"),
    zoneVersion: "2099z",
  });
});

test.concurrent.skipIf(!hasFiles).each([
  ["WIB-7", "+0700 WIB", "TZ"],
  [":/usr/share/zoneinfo/Asia/Jakarta", "+0700 WIB", "/usr/share/zoneinfo/Asia/Jakarta"],
  ["Asia/Jakarta", "+0700 WIB", "/usr/share/zoneinfo/Asia/Jakarta"],
  ["<+0545>-5:45", "+0545 +0545", "TZ"],
])(`TZ=%s means what it means to the C library${missing}`, async (TZ, reply, zoneData) => {
  await using server = await JamServer.start(["--pattern", "%z %Z"], { env: { TZ } });
  using client = await RawClient.dial(server.port);
  expect(await ask(client)).toBe(`JAM ${reply}`);
  expect(await server.waitFor(({ event }) => event === "listening")).toMatchObject({ zoneData });
});

test.concurrent("a zone that --print-config cannot name is a comment, so that its output still can be used", async () => {
  const { stdout } = await runProgram([JAM, "serve", "--print-config"], { env: { TZ: "WIB-7" } });
  expect(stdout).toMatch(/^# zone = "WIB-7" +# default$/m);
});

test.concurrent("an upgrade of the zone files is served within 10 s, in an open session and by every thread", async () => {
  const TZDIR = zoneFiles("2099y");
  const flags = ["--zone", "America/Vancouver", "--threads", "3", ...PATTERN];
  await using server = await JamServer.start(flags, { env: { TZDIR } });
  const clients = await Promise.all(Array.from({ length: 9 }, () => RawClient.dial(server.port)));
  for (const client of clients) expect(await ask(client)).toBe("JAM OLD");
  const changedAt = performance.now();
  put(join(TZDIR, "tzdata.zi"), "# version 2099z\n");
  put(join(TZDIR, "America/Vancouver"), NEW);
  const data = join(TZDIR, "America/Vancouver");
  expect(await server.waitFor(hasChanged)).toMatchObject({
    level: "warn",
    from: { zone: "America/Vancouver", data, version: "2099y" },
    to: { zone: "America/Vancouver", data, version: "2099z" },
  } as never);
  for (const client of clients) await untilAsked(client, "JAM NEW");
  expect(performance.now() - changedAt).toBeLessThan(NOTICED_MS);
  for (const client of clients) client[Symbol.dispose]();
  expect(server.events.filter(hasChanged).length).toBe(1);
}, 30_000);

test.concurrent("SIGHUP looks at once; a file that is damaged changes nothing, and is logged once", async () => {
  const TZDIR = zoneFiles("2099z");
  const path = join(TZDIR, "America/Vancouver");
  const command = ["setsid", JAM, "serve"];
  const env = { TZDIR, TZ: "America/Vancouver" };
  await using server = await JamServer.start(PATTERN, { command, env });
  using client = await RawClient.dial(server.port);
  const isAbout = (event: string) => (line: LogLine) => line.event === event;
  const reloaded = async (times: number) => {
    server.signal("SIGHUP");
    await server.waitForAll(isAbout("settings-reloaded"), times);
  };
  put(path, NEW);
  await reloaded(1);
  expect(server.events.filter(hasChanged).length).toBe(1);
  await untilAsked(client, "JAM NEW");
  put(path, "damaged");
  await reloaded(2);
  await reloaded(3);
  const unreadable = server.events.filter(isAbout("zone-unreadable"));
  expect(unreadable).toMatchObject([{ zone: "America/Vancouver", why: `${path} is missing or damaged` }]);
  expect(await ask(client)).toBe("JAM NEW");
  expect(server.events.flatMap(({ changed = [] }) => changed)).toEqual([]);
}, 30_000);

const ETC = 'mount -t tmpfs none /etc && ln -s /usr/share/zoneinfo/Asia/Jakarta /etc/localtime && exec "$@"';

for (const [how, replace] of [
  ["by a link", (path: string, link: string) => symlinkSync(link, path)],
  ["by a copy", (path: string, link: string) => copyFileSync(link, path)],
] as const) {
  needs(hasFiles ? "unshare" : "no-such-tool", hasFiles ? "util-linux" : "tzdata", test.concurrent)(
    `an /etc/localtime that is replaced ${how} is served within 10 s; one that is damaged is not, and is logged`,
    async () => {
      const command = ["setsid", "unshare", "-rm", "sh", "-c", ETC, "sh", JAM, "serve"];
      await using server = await JamServer.start(PATTERN, { command, env: { TZ: undefined } as never });
      const path = `/proc/${server.pid}/root/etc/localtime`;
      using client = await RawClient.dial(server.port);
      expect(await ask(client)).toBe("JAM WIB");
      expect(await server.waitFor(({ event }) => event === "listening")).toMatchObject({
        zone: "Asia/Jakarta",
        zoneData: "/usr/share/zoneinfo/Asia/Jakarta",
      });
      const changedAt = performance.now();
      replace(`${path}.new`, "/usr/share/zoneinfo/Asia/Jayapura");
      renameSync(`${path}.new`, path);
      expect(await server.waitFor(hasChanged)).toMatchObject({ from: { zone: "Asia/Jakarta" } } as never);
      await untilAsked(client, "JAM WIT");
      expect(performance.now() - changedAt).toBeLessThan(NOTICED_MS);
      put(path, "damaged");
      expect(await server.waitFor(({ event }) => event === "zone-unreadable")).toMatchObject({
        why: "/etc/localtime is no valid zone file",
      });
      expect(await ask(client)).toBe("JAM WIT");
      server.signal("SIGHUP");
      expect(await server.waitFor(({ event }) => event === "settings-reloaded")).toMatchObject({
        changed: [],
      });
      unlinkSync(path);
      server.signal("SIGHUP");
      expect((await server.waitForAll(hasChanged, 2))[1]).toMatchObject({ to: { zone: "UTC" } } as never);
      await untilAsked(client, "JAM UTC");
    },
    40_000,
  );
}
