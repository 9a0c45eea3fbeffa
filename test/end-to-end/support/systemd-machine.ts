/** A machine with a real systemd: systemd-nspawn boots a small root over this machine's /usr, in a network of its own. */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readProc } from "../../../src/proc/proc-file.ts";
import { type Ended, runProgram } from "./run-program.ts";
import { until } from "./within.ts";

const REPOSITORY = fileURLToPath(new URL("../../..", import.meta.url));
const UNITS = join(REPOSITORY, "deploy/systemd");
const BOOT_SECONDS = 60;

/** Root alone can boot it. */
export const canBoot =
  process.getuid?.() === 0 && ["systemd-nspawn", "nsenter"].every((tool) => Bun.which(tool) !== null);

const FILES: Readonly<Record<string, string>> = {
  "etc/hostname": "jam-test\n",
  "etc/machine-id": "0123456789abcdef0123456789abcdef\n",
  "etc/passwd": "root:x:0:0::/root:/bin/sh\njam:x:900:900::/:/usr/sbin/nologin\n",
  "etc/group": "root:x:0:\njam:x:900:\n",
  "etc/jam/jam.toml": 'monitor = "off"\nzone = "Asia/Jakarta"\n',
};

const BARE_FILES: Readonly<Record<string, string>> = {
  "etc/hostname": "jam-test\n",
  "etc/machine-id": "0123456789abcdef0123456789abcdef\n",
  "etc/passwd": "root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/:/usr/sbin/nologin\n",
  "etc/group": "root:x:0:\nnogroup:x:65534:\n",
  "etc/shadow": "root:*:20000::::::\n",
  "etc/adduser.conf": "",
};

/**
 * A machine that boots in the control group of another one would clear it away. The first is that of systemd's own
 * hierarchy, the second and third that of version 2, as far as they are mounted.
 */
const IN_OWN_GROUP = `
  for folder in /sys/fs/cgroup/systemd /sys/fs/cgroup/unified /sys/fs/cgroup; do
    [ -e $folder/cgroup.procs ] || continue
    mkdir -p $folder/$0 && echo $$ > $folder/$0/cgroup.procs
  done
  exec "$@"`;

export interface MachineOptions {
  /** A machine without jam, to install packages on: /usr and dpkg's database are writable copies of this machine's. */
  readonly isBare?: boolean;
}

/** To be declared with `await using`. */
export class SystemdMachine implements AsyncDisposable {
  readonly root: string;
  readonly #folder: string;
  readonly #group: string;
  readonly #nspawn: Bun.Subprocess;
  #leader = 0;

  private constructor({ isBare = false }: MachineOptions) {
    this.#folder = mkdtempSync(join(tmpdir(), "jam-systemd-"));
    this.root = join(this.#folder, "root");
    this.#group = this.#folder.replace(/.*\//, "");
    this.#makeRoot(isBare);
    const usr = join(this.#folder, "usr");
    const upper = (name: string) => {
      mkdirSync(join(this.#folder, name), { recursive: true });
      return join(this.#folder, name);
    };
    // Of users that only this machine has.
    if (isBare) writeFileSync(join(upper("dpkg"), "statoverride"), "");
    const command = [
      ...["sh", "-c", IN_OWN_GROUP, this.#group],
      ...["systemd-nspawn", "--quiet", "--console=pipe", "--register=no", "--keep-unit", "--private-network"],
      "--system-call-filter=adjtimex clock_adjtime", // which nspawn forbids otherwise
      `--directory=${this.root}`,
      ...(isBare
        ? [`--overlay=/usr:${upper("usr")}:/usr`, `--overlay=/var/lib/dpkg:${upper("dpkg")}:/var/lib/dpkg`]
        : [`--overlay-ro=/usr:${usr}:/usr`]),
      `--bind-ro=${REPOSITORY}:/opt/jam`,
      `--bind-ro=${REPOSITORY}:/opt/next`,
      ...["--boot", "systemd.unit=basic.target"],
    ];
    this.#nspawn = Bun.spawn(command, { stdio: ["ignore", "ignore", "ignore"] });
    process.once("exit", this.#kill);
  }

  static async boot(options: MachineOptions = {}): Promise<SystemdMachine> {
    const machine = new SystemdMachine(options);
    try {
      await until(
        BOOT_SECONDS,
        () => machine.#findLeader(),
        () => "a process in the machine",
      );
      const isUp = async () =>
        /running|degraded/.test((await machine.run("systemctl", "is-system-running")).stdout);
      await until(BOOT_SECONDS, isUp, () => "a system that runs");
      return machine;
    } catch (error) {
      await machine[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Runs a program in the machine to its end. */
  run(...command: readonly string[]): Promise<Ended> {
    return runProgram(["nsenter", "-t", `${this.#leader}`, "-a", ...command], { seconds: 60 });
  }

  /** @returns what it printed @throws {Error} if it fails */
  async obey(...command: readonly string[]): Promise<string> {
    const { exit, stdout, stderr } = await this.run(...command);
    if (exit !== 0) throw new Error(`${command.join(" ")}: exit ${exit}: ${stderr}${stdout}`);
    return stdout.trim();
  }

  /** A program of this machine that uses the other one's network. */
  inNetwork(...command: readonly string[]): readonly string[] {
    return ["nsenter", "-t", `${this.#leader}`, "-n", ...command];
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#kill();
    await this.#nspawn.exited;
    process.off("exit", this.#kill);
    rmSync(this.#folder, { recursive: true, force: true });
    await this.#removeGroups();
  }

  #makeRoot(isBare: boolean): void {
    for (const folder of [
      "usr",
      "var",
      "run",
      "tmp",
      "proc",
      "sys",
      "dev",
      "root",
      "opt/jam",
      "opt/next",
      "etc",
    ])
      mkdirSync(join(this.root, folder), { recursive: true });
    for (const name of ["bin", "sbin", "lib", "lib64"]) symlinkSync(`usr/${name}`, join(this.root, name));
    for (const [path, text] of Object.entries(isBare ? BARE_FILES : FILES)) this.write(path, text);
    cpSync("/usr/lib/os-release", join(this.root, "etc/os-release"));
    if (isBare) {
      mkdirSync(join(this.root, "var/lib/dpkg"), { recursive: true });
      return;
    }
    this.write("etc/sysctl.d/50-jam.conf", "");
    cpSync(join(UNITS, "jam.sysctl.conf"), join(this.root, "etc/sysctl.d/50-jam.conf"));
    for (const unit of ["jam.service", "jam.socket"]) {
      this.write(`etc/systemd/system/${unit}`, "");
      cpSync(join(UNITS, unit), join(this.root, "etc/systemd/system", unit));
    }
    mkdirSync(join(this.#folder, "usr/bin"), { recursive: true });
    symlinkSync("/opt/current/bin/jam", join(this.#folder, "usr/bin/jam"));
    symlinkSync("/opt/jam", join(this.root, "opt/current"));
  }

  /** The first process of the machine: the child of systemd-nspawn that has its own process namespace. */
  #findLeader(): boolean {
    const children = readProc(`${this.#nspawn.pid}/task/${this.#nspawn.pid}/children`) ?? "";
    this.#leader = Number(children.trim().split(" ").at(-1));
    return this.#leader > 0 && /^NSpid:\s*\d+\s+1$/m.test(readProc(`${this.#leader}/status`) ?? "");
  }

  /** The end of its first process is the end of all of its processes. */
  readonly #kill = (): void => {
    if (this.#leader > 0 && this.#nspawn.exitCode === null) process.kill(this.#leader, "SIGKILL");
    else this.#nspawn.kill("SIGKILL");
  };

  async #removeGroups(): Promise<void> {
    for (const hierarchy of ["systemd", "unified", "."]) {
      const folder = join("/sys/fs/cgroup", hierarchy, this.#group);
      if (existsSync(folder))
        execFileSync("find", [folder, "-depth", "-type", "d", "-exec", "rmdir", "{}", "+"]);
    }
  }
}
