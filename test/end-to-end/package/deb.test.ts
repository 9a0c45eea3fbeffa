/** The Debian package on a machine of its own with a real systemd: installed, upgraded under load, removed and purged. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { buildExecutable, computed, THIS_MACHINE } from "../../../bin/executable-build.ts";
import { buildDeb } from "../../../bin/package/deb.ts";
import { LINUX_TARGETS } from "../../../bin/package/linux-executable.ts";
import { needs } from "../support/needs.ts";
import { runProgram } from "../support/run-program.ts";
import { canBoot, SystemdMachine } from "../support/systemd-machine.ts";

const VISITS = join(import.meta.dirname, "../support/visits-program.ts");
const VISITORS = 8;
const target = LINUX_TARGETS.find((each) => each === THIS_MACHINE);
const FAST = ["-Zgzip", "-z1"];

const folder = mkdtempSync(join(tmpdir(), "jam-deb-test-"));
let first: string;
let next: string;
let machine: SystemdMachine;

beforeAll(async () => {
  if (Bun.which("dpkg-deb") === null || target === undefined) return;
  const executable = await buildExecutable(target, folder, await computed());
  const options = { executable, target, out: folder, compression: FAST } as const;
  first = await buildDeb(options);
  next = await buildDeb({ ...options, version: "99.0.0" });
  if (!canBoot) return;
  machine = await SystemdMachine.boot({ isBare: true });
  for (const file of [first, next]) cpSync(file, join(machine.root, "opt", basename(file)));
  await machine.obey("rm", "-f", "/usr/sbin/policy-rc.d"); // a container's image forbids services to start
}, 180_000);

afterAll(async () => {
  await machine?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

needs("lintian", "lintian")(
  "lintian finds no error",
  async () => {
    const { exit, stdout } = await runProgram(["lintian", "--fail-on", "error", "--allow-root", first], {
      seconds: 100,
    });
    expect({ exit, errors: stdout.split("\n").filter((line) => line.startsWith("E:")) }).toEqual({
      exit: 0,
      errors: [],
    });
  },
  120_000,
);

test.skipIf(Bun.which("dpkg-deb") === null)(
  "the package of another architecture is marked as its own, with the maintainer who is set (needs Debian's dpkg)",
  async () => {
    const executable = join(folder, "executable");
    writeFileSync(executable, "");
    const script = `
      import { buildDeb } from ${JSON.stringify(join(import.meta.dirname, "../../../bin/package/deb.ts"))};
      const options = { executable: process.argv[1], target: "linux-aarch64", out: process.argv[2], compression: ${JSON.stringify(FAST)} };
      console.log(await buildDeb(options));`;
    const { stdout, stderr } = await runProgram([process.execPath, "-e", script, executable, folder], {
      env: { DEBFULLNAME: "Siti Aminah", DEBEMAIL: "siti@example.org" },
      seconds: 60,
    });
    expect([stdout, stderr]).toEqual([expect.stringMatching(/jam_[\d.]+_arm64\.deb\n$/), ""]);
    const fields = await runProgram(["dpkg-deb", "--field", stdout.trim(), "Architecture", "Maintainer"]);
    expect(fields.stdout).toBe("Architecture: arm64\nMaintainer: Siti Aminah <siti@example.org>\n");
  },
  90_000,
);

const RESERVED = "/proc/sys/net/ipv4/ip_local_reserved_ports";
const EVERYWHERE = ["/etc", "/usr", "/var", "/run", "/root", "/tmp"];

const reserved = () => machine.obey("cat", RESERVED);
const dpkg = (...words: readonly string[]) =>
  machine.obey("env", "DEBIAN_FRONTEND=noninteractive", "dpkg", ...words);
const state = (unit: string) =>
  machine.run("systemctl", "is-active", unit).then(({ stdout }) => stdout.trim());
/** Every file that is called after jam, and every user. */
const traces = async () => [
  (await machine.run("find", ...EVERYWHERE, "-name", "*jam*")).stdout,
  await machine.obey("cat", "/etc/passwd", "/etc/group", "/etc/shadow"),
];

test.skipIf(!canBoot)(
  "it is installed, serves, is upgraded without losing a connection, removed and purged (needs root, and Debian's systemd-container)",
  async () => {
    const before = await traces();
    await dpkg("--install", `/opt/${basename(first)}`);
    expect([await state("jam.socket"), await state("jam.service")]).toEqual(["active", "active"]);
    expect(
      await machine.obey("sh", "-c", "printf 'TIME\\r\\nQUIT\\r\\n' | nc.openbsd -w 30 127.0.0.1 45000"),
    ).toMatch(/^JAM /);
    expect(await machine.obey("jam", "--version")).toBe("0.1.0");
    const pid = await machine.obey("systemctl", "show", "-P", "MainPID", "jam.service");
    expect(await machine.obey("ps", "-o", "user=", "-p", pid)).toBe("jam");
    expect(await reserved()).toBe("45000,45080");

    machine.write("etc/jam/jam.toml", 'zone = "Asia/Jakarta"\n');
    const visits = Bun.spawn([...machine.inNetwork(process.execPath, VISITS, "45000", String(VISITORS))], {
      stdin: "pipe",
      stdout: "pipe",
      stderr: "inherit",
    });
    const seen = visits.stdout.getReader();
    const read = async () => new TextDecoder().decode((await seen.read()).value);
    expect(await read()).toContain("visiting");
    await dpkg("--force-confold", "--install", `/opt/${basename(next)}`);
    await visits.stdin.end();
    const { refused, cut, served } = JSON.parse(await read());
    expect({ refused, cut }).toEqual({ refused: 0, cut: 0 });
    expect(served).toBeGreaterThan(VISITORS);
    const again = await machine.obey("systemctl", "show", "-P", "MainPID", "jam.service");
    expect(again).not.toBe(pid);
    expect(await machine.obey("cat", "/etc/jam/jam.toml")).toBe('zone = "Asia/Jakarta"');
    expect(await machine.obey("journalctl", "-u", "jam.service", "-o", "cat", "--no-pager")).toContain(
      '"zone":"Asia/Jakarta"',
    );

    await dpkg("--remove", "jam");
    expect([await state("jam.socket"), await state("jam.service")]).toEqual(["inactive", "inactive"]);
    expect(existsSync(join(machine.root, "etc/jam/jam.toml"))).toBe(true);
    expect(await reserved()).toBe("");
    await dpkg("--purge", "jam");
    expect(await traces()).toEqual(before);
  },
  180_000,
);

test.skipIf(!canBoot)(
  "what an administrator reserves stays reserved, and a machine that forbids it is no obstacle (needs root, and Debian's systemd-container)",
  async () => {
    machine.write("etc/sysctl.d/60-own.conf", "net.ipv4.ip_local_reserved_ports = 9000,45000,45080\n");
    await dpkg("--install", `/opt/${basename(first)}`);
    expect(await reserved()).toBe("9000,45000,45080");
    await dpkg("--remove", "jam");
    expect(await reserved()).toBe("9000,45000,45080");
    await machine.obey("sh", "-c", `rm /etc/sysctl.d/60-own.conf; echo > ${RESERVED}`);
    await machine.obey("mount", "--bind", "-o", "ro", "/proc/sys/net", "/proc/sys/net");
    await dpkg("--install", `/opt/${basename(first)}`);
    expect([await reserved(), await state("jam.socket")]).toEqual(["", "active"]);
  },
  180_000,
);
