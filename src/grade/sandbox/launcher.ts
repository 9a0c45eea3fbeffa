/** The words before a COMMAND that make it run in a sandbox of its own, with its limits. */
import { join } from "node:path";
import type { Limits } from "../plan.ts";
import { startWith } from "./environment.ts";
import { userOf } from "./job-command.ts";
import type { Sandbox } from "./sandbox.ts";
import { systemMounts } from "./system-mounts.ts";

/** In the sandbox: the scratch copy of the submission. */
const SUBMISSION = "/submission";
/** The user id that a submission sees as its own; in `root-alone` it is the job's. */
const STUDENT = 1000;
const MIB = 1024 * 1024;

export interface Launch {
  readonly sandbox: Sandbox;
  readonly slot: number;
  /** Holds the folders of `SCRATCH_FOLDERS`. */
  readonly scratch: string;
  /** Below the submission. */
  readonly workingFolder: string;
  readonly limits: Limits;
  readonly environment: Readonly<Record<string, string>>;
  /** Of the control groups that it joins. */
  readonly processFiles: readonly string[];
  readonly hidden: readonly string[];
  /** Other jobs' servers are not to wait for a compiler. */
  readonly isBuild: boolean;
}

/** `system` holds files for /etc. */
export const SCRATCH_FOLDERS = ["submission", "tmp", "shm", "system"] as const;

/** Of /etc: no more users and hosts than these. */
export function systemFiles(user: number | undefined): Readonly<Record<string, string>> {
  const id = user ?? STUDENT;
  return {
    passwd: `root:x:0:0:root:/:/bin/sh\nstudent:x:${id}:${id}:student:/tmp:/bin/sh\n`,
    group: `root:x:0:\nstudent:x:${id}:\n`,
    hosts:
      "127.0.0.1 localhost\n::1 localhost\n172.16.16.101 mesin1\n172.16.16.102 mesin2\n172.16.16.103 mesin3\n",
  };
}

export function launcher(launch: Launch): readonly string[] {
  const { sandbox, slot, environment, processFiles, limits, isBuild } = launch;
  const { tools, privilege } = sandbox;
  const user = String(userOf(sandbox, slot));
  const drop = ["--reuid", user, "--regid", user, "--clear-groups", "--no-new-privs"];
  return [
    ...startWith(environment, processFiles),
    ...(isBuild ? ["nice", "-n", "10"] : []),
    ...(privilege === "root" ? [tools.setpriv, ...drop] : []),
    ...[tools.bwrap, ...users(privilege === "root-alone"), ...mounts(launch), "--"],
    ...(privilege === "root-alone" ? [tools.setpriv, ...drop, "--inh-caps=-all", "--bounding-set=-all"] : []),
    ...resourceLimits(tools.prlimit, limits),
  ];
}

/** Without a user namespace bubblewrap runs as root, and leaves just what it takes to become another user. */
function users(isAlone: boolean): readonly string[] {
  const kept = ["CAP_SETUID", "CAP_SETGID", "CAP_SETPCAP"].flatMap((each) => ["--cap-add", each]);
  const own = ["--unshare-user", "--uid", String(STUDENT), "--gid", String(STUDENT)];
  return ["--cap-drop", "ALL", ...(isAlone ? kept : own)];
}

function mounts({ scratch, workingFolder, hidden }: Launch): readonly string[] {
  const etc = Object.keys(systemFiles(undefined));
  return [
    // The job has message queues and shared segments of its own, which the judge can see.
    ...["--unshare-pid", "--unshare-uts", "--unshare-cgroup-try", "--new-session"],
    ...["--hostname", "mesin1"],
    ...systemMounts(hidden),
    ...etc.flatMap((name) => ["--ro-bind", `${scratch}/system/${name}`, `/etc/${name}`]),
    ...["--proc", "/proc", "--dev", "/dev"],
    ...["--bind", `${scratch}/submission`, SUBMISSION, "--bind", `${scratch}/tmp`, "/tmp"],
    ...["--bind", `${scratch}/shm`, "/dev/shm"],
    // Both are file systems in memory, without a bound.
    ...["--remount-ro", "/dev", "--remount-ro", "/"],
    ...["--chdir", join(SUBMISSION, workingFolder)],
  ];
}

/** Within the sandbox: before it, processes of the same user outside would count too. */
function resourceLimits(prlimit: string, limits: Limits): readonly string[] {
  const bytes = limits.fileMib * MIB;
  return [
    prlimit,
    ...[`--nproc=${limits.processes}`, `--nofile=${limits.descriptors}`, `--fsize=${bytes}`, "--core=0"],
    // SIGXCPU, which names the reason, then SIGKILL.
    `--cpu=${limits.cpuSeconds}:${limits.cpuSeconds + 1}`,
    "--",
  ];
}
