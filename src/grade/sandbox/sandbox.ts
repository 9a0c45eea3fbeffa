/** How this machine keeps submissions apart from everything else. Plain data, which the judge's process is given. */

/**
 * `root`: root makes the namespaces, and every command runs as a user of its own in a user namespace of its own.
 * `root-alone`: the same without user namespaces, where the machine has none for ordinary users.
 * `user`: an ordinary user makes them, in a user namespace.
 */
export type Privilege = "root" | "root-alone" | "user";

/** By a control group, or by looking at the processes again and again. */
type MemoryMeans = "cgroup-v2" | "cgroup-v1" | "watched";
/** By a control group, or by RLIMIT_NPROC. */
type ProcessMeans = "cgroup-v2" | "cgroup-v1" | "rlimit";

/** Below these a job makes control groups of its own. */
export interface GroupParents {
  readonly version: 1 | 2;
  readonly memory: string | undefined;
  readonly pids: string | undefined;
}

export interface Tools {
  readonly bwrap: string;
  readonly unshare: string;
  readonly nsenter: string;
  readonly setpriv: string;
  readonly prlimit: string;
  readonly ip: string;
  readonly mount: string;
  readonly umount: string;
}

export interface Sandbox {
  readonly kind: "sandbox";
  readonly privilege: Privilege;
  readonly tools: Tools;
  readonly groups: GroupParents | undefined;
  /** How memory and processes are limited, for the summary. */
  readonly memory: MemoryMeans;
  readonly processes: ProcessMeans;
}

/** `--no-sandbox`: commands run as the user who grades, on this machine's port, one submission at a time. */
export const OPEN = { kind: "open" } as const;
export type Confinement = Sandbox | typeof OPEN;

/** No sandbox works here. */
export interface NoSandbox {
  readonly kind: "none";
  /** What was tried and failed, as the system said it. */
  readonly reasons: readonly string[];
  /** What to install or to enable, a sentence each. */
  readonly remedies: readonly string[];
}
