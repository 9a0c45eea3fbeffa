/** The units of deploy/systemd under a real systemd: start, reload, watchdog, socket activation, upgrade. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { canBoot, SystemdMachine } from "../support/systemd-machine.ts";
import { until } from "../support/within.ts";

const UNITS = join(import.meta.dirname, "../../../deploy/systemd");
const VISITS = join(import.meta.dirname, "../support/visits-program.ts");
const VISITORS = 8;
const RESTARTS = 4;

let machine: SystemdMachine;
beforeAll(async () => {
  if (canBoot) machine = await SystemdMachine.boot();
}, 120_000);
afterAll(() => machine?.[Symbol.asyncDispose](), 60_000);

function inMachine(title: string, run: () => Promise<void>): void {
  test.skipIf(!canBoot)(`${title} (needs root, and Debian's systemd-container)`, run, 120_000);
}

const show = (property: string) => machine.obey("systemctl", "show", "-P", property, "jam.service");
const journal = () => machine.obey("journalctl", "-u", "jam.service", "-o", "cat", "--no-pager");
const ask = (port: number) =>
  machine.obey("sh", "-c", `printf 'TIME\\r\\nQUIT\\r\\n' | nc.openbsd -w 30 127.0.0.1 ${port}`);
const REPLY = /^JAM \d\d:\d\d:\d\d$/;

async function reset(): Promise<void> {
  await machine.run("systemctl", "stop", "jam.socket", "jam.service");
  for (const unit of ["jam.service", "jam.socket"])
    rmSync(join(machine.root, `etc/systemd/system/${unit}.d`), { recursive: true, force: true });
  await machine.obey("systemctl", "daemon-reload");
  await machine.run("systemctl", "reset-failed");
}

inMachine("a started service serves, as its own user, and knows the kernel's clock", async () => {
  await reset();
  await machine.obey("systemctl", "start", "jam.service");
  expect(await ask(45_000)).toMatch(REPLY);
  expect(await show("StatusText")).toMatch(/^port 45000, \d+ threads, \d+ sessions open$/);
  const pid = await show("MainPID");
  expect(await machine.obey("stat", "-c", "%u", `/proc/${pid}`)).toBe("900");
  const log = await journal();
  expect(log).toMatch(/"event":"clock-(un)?synchronised"/); // adjtimex is allowed
  expect(log).toContain('"zone":"Asia/Jakarta"');
});

inMachine("the ports of the server and of its monitor are reserved", async () => {
  const reserved = await machine.obey("cat", "/proc/sys/net/ipv4/ip_local_reserved_ports");
  expect(reserved).toBe("45000,45080");
});

inMachine("a reload puts the settings in force, and the status shows one that is wrong", async () => {
  await reset();
  await machine.obey("systemctl", "start", "jam.service");
  const pid = await show("MainPID");
  machine.write("etc/jam/jam.toml", 'monitor = "off"\nzone = "Asia/Tokyo"\n');
  await machine.obey("systemctl", "reload", "jam.service");
  await until(
    15,
    async () => (await show("StatusText")) === "settings reloaded",
    () => "a reload",
  );
  expect(await journal()).toContain('"from":"Asia/Jakarta","to":"Asia/Tokyo"');
  machine.write("etc/jam/jam.toml", 'zone = "Mars/Olympus"\n');
  await machine.obey("systemctl", "reload", "jam.service");
  await until(
    15,
    async () => (await show("StatusText")).startsWith("reload rejected: "),
    () => "a rejected reload",
  );
  expect(await show("ActiveState")).toBe("active");
  expect(await show("MainPID")).toBe(pid);
  machine.write("etc/jam/jam.toml", 'monitor = "off"\nzone = "Asia/Jakarta"\n');
});

inMachine("a service that sends no heartbeat is killed and started again", async () => {
  await reset();
  machine.write("etc/systemd/system/jam.service.d/watchdog.conf", "[Service]\nWatchdogSec=3s\n");
  await machine.obey("systemctl", "daemon-reload");
  await machine.obey("systemctl", "start", "jam.service");
  const pid = await show("MainPID");
  await Bun.sleep(7_000); // two periods, in which it would be killed without heartbeats
  expect(await show("MainPID")).toBe(pid);
  await machine.obey("kill", "-STOP", pid);
  await until(
    30,
    async () => (await show("NRestarts")) === "1",
    () => "a restart",
  );
  expect(await machine.obey("journalctl", "--no-pager", "-o", "cat")).toContain(
    "jam.service: Failed with result 'watchdog'",
  );
  await until(
    30,
    async () => (await show("ActiveState")) === "active",
    () => "the service again",
  );
  expect(await ask(45_000)).toMatch(REPLY);
});

inMachine("the first connection to the socket starts the service", async () => {
  await reset();
  await machine.obey("systemctl", "start", "jam.socket");
  expect(await show("ActiveState")).toBe("inactive");
  expect(await ask(45_000)).toMatch(REPLY);
  await until(
    30,
    async () => (await show("ActiveState")) === "active",
    () => "an active service",
  );
});

inMachine("the socket unit gives an unprivileged server a port below 1024", async () => {
  await reset();
  machine.write("etc/systemd/system/jam.socket.d/port.conf", "[Socket]\nListenStream=\nListenStream=37\n");
  await machine.obey("systemctl", "daemon-reload");
  await machine.obey("systemctl", "start", "jam.socket", "jam.service");
  expect(await ask(37)).toMatch(REPLY);
  expect(await show("StatusText")).toStartWith("port 37, ");
});

inMachine("the drop-in with a capability lets the server open a port below 1024 itself", async () => {
  await reset();
  const dropIn = readFileSync(join(UNITS, "low-port.conf"), "utf8");
  machine.write("etc/systemd/system/jam.service.d/low-port.conf", dropIn);
  machine.write("etc/jam/jam.toml", 'monitor = "off"\nport = 37\n');
  await machine.obey("systemctl", "daemon-reload");
  await machine.obey("systemctl", "start", "jam.service");
  expect(await ask(37)).toMatch(REPLY);
  expect(await machine.obey("stat", "-c", "%u", `/proc/${await show("MainPID")}`)).toBe("900");
  machine.write("etc/jam/jam.toml", 'monitor = "off"\nzone = "Asia/Jakarta"\n');
});

inMachine(
  `over ${RESTARTS} restarts and an upgrade under load the socket unit loses no connection`,
  async () => {
    await reset();
    await machine.obey("systemctl", "start", "jam.socket", "jam.service");
    const load = Bun.spawn([...machine.inNetwork(process.execPath, VISITS, "45000", `${VISITORS}`)], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const output = load.stdout.getReader();
    expect(new TextDecoder().decode((await output.read()).value)).toContain("visiting");
    for (let count = 0; count < RESTARTS; count++) await machine.obey("systemctl", "restart", "jam.service");
    const next = join(machine.root, "opt/current.new");
    symlinkSync("/opt/next", next);
    renameSync(next, join(machine.root, "opt/current"));
    await machine.obey("systemctl", "restart", "jam.service");
    const pid = await show("MainPID");
    expect(await machine.obey("cat", `/proc/${pid}/cmdline`)).toContain("/opt/next/");
    await load.stdin.end();
    const seen = JSON.parse(new TextDecoder().decode((await output.read()).value));
    console.log(JSON.stringify(seen));
    expect(seen).toMatchObject({ refused: 0, cut: 0 });
    expect(seen.served).toBeGreaterThan(0);
  },
);
