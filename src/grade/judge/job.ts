/** A job from the inside: how its commands are started, watched and ended, in a sandbox or without one. */
import { availableParallelism } from "node:os";
import { ServerProcess } from "../../proc/server-process.ts";
import type { Exceeded } from "../outcome.ts";
import type { Limits, Plan } from "../plan.ts";
import { type Groups, groupFolders, makeGroups, removeGroups } from "../sandbox/control-groups.ts";
import { environmentOf, SANDBOX_PATH, startWith } from "../sandbox/environment.ts";
import { userOf } from "../sandbox/job-command.ts";
import { launcher } from "../sandbox/launcher.ts";
import type { GroupParents } from "../sandbox/sandbox.ts";
import { LimitWatch } from "./limit-watch.ts";
import type { JudgeRequest } from "./request.ts";
import { fillScratch, isFull } from "./scratch.ts";
import type { SubmissionProcesses } from "./submission-processes.ts";

const PHASES = ["build", "serve"] as const;
type Phase = (typeof PHASES)[number];
const BUILD_MIB = 1024;

/** On this machine. A compiler may take more memory than the server that it makes. */
function limitsOf({ limits }: Plan, phase: Phase): Limits {
  const memoryMib = phase === "serve" ? limits.memoryMib : Math.max(limits.memoryMib, BUILD_MIB);
  return { ...limits, memoryMib, cpuSeconds: limits.cpuSeconds * availableParallelism() };
}

/** What the submission's environment is. */
export function environmentIn({ confinement, scratch }: JudgeRequest) {
  const isApart = confinement.kind === "sandbox";
  const path = isApart ? SANDBOX_PATH : (Bun.env["PATH"] ?? SANDBOX_PATH);
  return { ...environmentOf(isApart ? "/tmp" : `${scratch}/tmp`, Bun.env["TZ"]), PATH: path };
}

/** The control groups of a job in all its phases. */
export function foldersOf(parents: GroupParents, name: string): readonly string[] {
  return PHASES.flatMap((phase) => groupFolders(parents, `${name}-${phase}`));
}

/** What an act of the submission needs. */
export interface Running {
  readonly start: (command: readonly string[]) => Promise<ServerProcess>;
  /** Aborted when the time is over. */
  readonly timeUp: AbortSignal;
}

export interface Used<Value> {
  readonly value: Value;
  readonly exceeded: Exceeded | undefined;
  readonly peakMemoryMib: number;
}

export class Job {
  readonly #request: JudgeRequest;
  readonly #processes: SubmissionProcesses;

  /** @throws {Error} if the scratch folder cannot be filled */
  constructor(request: JudgeRequest, processes: SubmissionProcesses) {
    const { confinement, slot, scratch, plan } = request;
    this.#request = request;
    this.#processes = processes;
    fillScratch(scratch, plan, confinement.kind === "open" ? undefined : userOf(confinement, slot));
  }

  /** Lets the submission act, with limits of its own; nothing of it runs any more afterwards. */
  async run<Value>(
    phase: Phase,
    seconds: number,
    act: (running: Running) => Promise<Value>,
  ): Promise<Used<Value>> {
    const { confinement, name, plan, scratch } = this.#request;
    const parents = confinement.kind === "sandbox" ? confinement.groups : undefined;
    const limits = limitsOf(plan, phase);
    const groups = makeGroups(parents, `${name}-${phase}`, limits);
    const watch = new LimitWatch(limits, this.#processes, groups, seconds);
    try {
      const prefix = this.#prefix(phase, groups);
      const start = async (command: readonly string[]) => {
        const server = await ServerProcess.start([...prefix, ...command]);
        this.#processes.started(server);
        return server;
      };
      const value = await act({ start, timeUp: AbortSignal.timeout(seconds * 1000) });
      watch.stop();
      const { exceeded = isFull(scratch) ? "disk" : undefined, peakMemoryMib } = watch;
      return { value, exceeded, peakMemoryMib };
    } finally {
      watch.stop();
      await this.#processes.end();
      removeGroups(groups.folders);
    }
  }

  #prefix(phase: Phase, { processFiles }: Groups): readonly string[] {
    const { confinement, slot, scratch, hidden, plan } = this.#request;
    const { workingFolder } = plan;
    const limits = limitsOf(plan, phase);
    const environment = environmentIn(this.#request);
    if (confinement.kind === "open")
      return [...startWith(environment, []), "/usr/bin/env", "-C", `${scratch}/submission/${workingFolder}`];
    return launcher({
      ...{ sandbox: confinement, slot, scratch, workingFolder, limits, environment, processFiles, hidden },
      isBuild: phase === "build",
    });
  }
}
