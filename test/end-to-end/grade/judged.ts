/** A submission made of a few files, judged in each kind of sandbox, and what is left of it afterwards. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { JudgeReport } from "../../../src/grade/judge/request.ts";
import type { Limits, Plan } from "../../../src/grade/plan.ts";
import type { Sandbox } from "../../../src/grade/sandbox/sandbox.ts";
import { LIMITS, samplePlan } from "../../grade/judge/sample-plan.ts";
import { until } from "../support/within.ts";

const PROGRAM = join(import.meta.dirname, "judge-one.ts");
const AS_NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
/** What a container engine gives by default, and CAP_SYS_ADMIN. */
const CAPABILITIES = [
  ...["chown", "dac_override", "fowner", "fsetid", "kill", "setgid", "setuid", "setpcap", "net_bind_service"],
  ...["net_raw", "sys_chroot", "mknod", "audit_write", "setfcap", "sys_admin"],
];
const IN_CONTAINER = [
  ...["setpriv", "--inh-caps=-all", "--bounding-set"],
  ["-all", ...CAPABILITIES.map((name) => `+${name}`)].join(","),
];
const isRoot = process.getuid?.() === 0;

export interface Way {
  readonly name: string;
  readonly prefix: readonly string[];
  readonly confinement: unknown;
}

const asRoot: readonly Way[] = [
  { name: "as root", prefix: [], confinement: {} },
  { name: "as root without user namespaces", prefix: [], confinement: { privilege: "root-alone" } },
  { name: "as root of a container with CAP_SYS_ADMIN", prefix: IN_CONTAINER, confinement: {} },
  { name: "as root without control groups", prefix: [], confinement: { groups: null } },
];
/** Root tests all of them. */
export const WAYS: readonly Way[] = isRoot
  ? [...asRoot, { name: "as nobody", prefix: AS_NOBODY, confinement: {} }]
  : [{ name: "as the user who runs the tests", prefix: [], confinement: {} }];
export const OPEN_WAY: Way = { name: "without a sandbox", prefix: [], confinement: "open" };

const user = isRoot ? [] : ["--user", "--map-root-user"];
/** bubblewrap, and namespaces for it. */
export const canIsolate =
  ["bwrap", "unshare", "nsenter", "setpriv", "prlimit", "ip"].every((tool) => Bun.which(tool) !== null) &&
  Bun.spawnSync([
    "unshare",
    ...user,
    "--net",
    "--mount",
    "--pid",
    "--fork",
    "bwrap",
    "--ro-bind",
    "/",
    "/",
    "true",
  ]).exitCode === 0;

export interface Handed {
  readonly files: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  readonly build?: readonly (readonly string[])[];
  readonly plan?: Partial<Plan>;
  readonly limits?: Partial<Limits>;
  readonly chosen?: readonly string[];
  readonly hidden?: readonly string[];
  /** Files are made in it, after the others; the plan does not list them. */
  readonly arrange?: (folder: string) => void;
}

export interface Judged {
  readonly pid: number;
  readonly sandbox: Sandbox;
  readonly report: JudgeReport;
  readonly folder: string;
}

/** Far from those of a class that is graded on this machine meanwhile, and of another run of the tests. */
let slots = 100 + (process.pid % 20) * 60;

/** The folder is removed with the result. */
export class Submitted implements Disposable {
  readonly folder = mkdtempSync("/tmp/jam-handed-in-");
  readonly slot = slots++;
  readonly plan: Plan;
  readonly #handed: Handed;

  constructor(handed: Handed) {
    this.#handed = handed;
    chmodSync(this.folder, 0o755);
    for (const [path, text] of Object.entries(handed.files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), text);
    }
    const { command, build = [], limits, plan } = handed;
    const changes = { build, command, limits: { ...LIMITS, ...limits }, ...plan };
    this.plan = samplePlan(this.folder, Object.keys(handed.files), changes);
    handed.arrange?.(this.folder);
  }

  start(way: Way) {
    const { chosen = ["connect", "time-reply"], hidden = [] } = this.#handed;
    const asked = { plan: this.plan, slot: this.slot, chosen, hidden, confinement: way.confinement };
    return Bun.spawn([...way.prefix, process.execPath, PROGRAM], {
      stdin: new TextEncoder().encode(JSON.stringify(asked)),
      ...{ stdout: "pipe", stderr: "pipe", cwd: "/", timeout: 110_000, killSignal: "SIGKILL" },
    });
  }

  async judge(way: Way): Promise<Judged> {
    const child = this.start(way);
    const [stdout, stderr] = await Promise.all([child.stdout.text(), child.stderr.text()]);
    if (stdout === "") throw new Error(`the judge ended with ${await child.exited}: ${stderr}`);
    return { ...JSON.parse(stdout), folder: this.folder };
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Processes, control groups and folders of a judge, by its process id, and of a submission, by its slot. */
export function leftOf(pid: number, slot: number, marker: string): readonly string[] {
  const processes = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      const text = read(`/proc/${name}/cmdline`);
      const status = read(`/proc/${name}/status`);
      const isZombie = /^State:\s+Z/m.test(status);
      return (
        !isZombie && (text.includes(marker) || new RegExp(`^Uid:\\s+${64_000 + slot}\\b`, "m").test(status))
      );
    })
    .map((name) => `process ${name}: ${read(`/proc/${name}/cmdline`).replaceAll("\0", " ").slice(0, 300)}`);
  const folders = readdirSync("/tmp").filter((name) => name.startsWith(`jam-grade-${pid}-`));
  const groups = groupsOf(pid);
  const mounts = read("/proc/self/mounts")
    .split("\n")
    .filter((line) => line.includes(`jam-grade-${pid}-`));
  return [...processes, ...folders, ...groups, ...mounts];
}

/** A group of another test may go while the tree is read: then it is read again. */
function groupsOf(pid: number, tries = 20): readonly string[] {
  const glob = new Bun.Glob(`**/jam-grade-${pid}-*`);
  try {
    return [...glob.scanSync({ cwd: "/sys/fs/cgroup", onlyFiles: false })];
  } catch (error) {
    if (tries === 1) throw error;
    return groupsOf(pid, tries - 1);
  }
}

/** The kernel may need a moment to end what was killed. */
export async function untilNothingIsLeft(pid: number, slot: number, marker: string): Promise<void> {
  const left = () => leftOf(pid, slot, marker);
  await until(
    20,
    () => left().length === 0,
    () => `the end of ${left().join(", ")}`,
  );
}

function read(file: string): string {
  return existsSync(file) ? tryRead(file) : "";
}

function tryRead(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
