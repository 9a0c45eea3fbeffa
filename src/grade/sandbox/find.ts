/** Which sandbox works on this machine, tried for real: a command is run in it. */
import { mkdtempSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import { readProc } from "../../proc/proc-file.ts";
import { visibleLine } from "../../text/visible.ts";
import type { Limits } from "../plan.ts";
import { SANDBOX_PATH } from "./environment.ts";
import { findGroupParents } from "./find-groups.ts";
import { jobCommand } from "./job-command.ts";
import { launcher } from "./launcher.ts";
import { remediesFor } from "./remedies.ts";
import type { NoSandbox, Privilege, Sandbox, Tools } from "./sandbox.ts";
import { prepareScratch, SCRATCH_PARENT } from "./scratch-folder.ts";
import { findTools } from "./tools.ts";

const TRY_SECONDS = 20;
const TRY_LIMITS: Limits = {
  ...{ buildSeconds: 10, judgeSeconds: 10, cpuSeconds: 10, memoryMib: 64, processes: 16 },
  ...{ descriptors: 64, fileMib: 1, outputMib: 1 },
};

export async function findSandbox(): Promise<Sandbox | NoSandbox> {
  if (process.platform !== "linux")
    return {
      kind: "none",
      reasons: ["the sandbox is made of Linux's namespaces"],
      remedies: remediesFor([], true),
    };
  const tools = findTools();
  if ("missing" in tools) {
    const install = `install them: apt install ${tools.packages.join(" ")}`;
    return { kind: "none", reasons: tools.missing.map((each) => `${each} is missing`), remedies: [install] };
  }
  const groups = findGroupParents();
  const isRoot = process.getuid?.() === 0;
  const reasons: string[] = [];
  for (const privilege of privilegesOf(isRoot)) {
    const sandbox = sandboxWith(privilege, tools, groups);
    const why = await tryOut(sandbox);
    if (why === undefined) return sandbox;
    reasons.push(why);
  }
  return { kind: "none", reasons, remedies: remediesFor(settings(), isRoot) };
}

/** The root of a user namespace is an ordinary user outside, and may have no other user to give to submissions. */
function privilegesOf(isRoot: boolean): readonly Privilege[] {
  if (!isRoot) return ["user"];
  const isOutermost = /^\s*0\s+0\s+4294967295\s*$/.test(readProc("self/uid_map") ?? "");
  return isOutermost ? ["root", "root-alone"] : ["root", "root-alone", "user"];
}

function sandboxWith(privilege: Privilege, tools: Tools, groups: Sandbox["groups"]): Sandbox {
  const means = groups === undefined ? undefined : (`cgroup-v${groups.version}` as const);
  return {
    ...{ kind: "sandbox", privilege, tools, groups },
    memory: groups?.memory === undefined || means === undefined ? "watched" : means,
    processes: groups?.pids === undefined || means === undefined ? "rlimit" : means,
  };
}

/** @returns what the system said if the sandbox does not work */
async function tryOut(sandbox: Sandbox): Promise<string | undefined> {
  const scratch = mkdtempSync(join(SCRATCH_PARENT, `jam-grade-${process.pid}-`));
  try {
    const words = launcher({
      ...{ sandbox, slot: 0, scratch, workingFolder: ".", limits: TRY_LIMITS },
      ...{ environment: { PATH: SANDBOX_PATH }, processFiles: [], hidden: [], isBuild: false },
    });
    const job = { slot: 0, scratch, scratchMib: 1, port: 45_000 };
    const script = `${prepareScratch(scratch)}\nexec "$@"`;
    const inside = ["/bin/sh", "-c", script, "sh", ...words, "true"];
    const child = Bun.spawn([...jobCommand(sandbox, job, inside)], {
      ...{ cwd: "/", env: { PATH: SANDBOX_PATH }, stdin: "ignore", stdout: "ignore", stderr: "pipe" },
      ...{ timeout: TRY_SECONDS * 1000, killSignal: "SIGKILL" },
    });
    const [stderr, code] = await Promise.all([child.stderr.text(), child.exited]);
    return code === 0 ? undefined : visibleLine(stderr) || `the first command in it exited with ${code}`;
  } finally {
    rmdirSync(scratch);
  }
}

/** The kernel's settings that forbid namespaces to ordinary users, those that are set. */
function settings(): readonly string[] {
  const values = { "kernel.unprivileged_userns_clone": "0", "user.max_user_namespaces": "0" };
  const forbidding = { ...values, "kernel.apparmor_restrict_unprivileged_userns": "1" };
  return Object.entries(forbidding)
    .filter(([name, value]) => readProc(`sys/${name.replaceAll(".", "/")}`)?.trim() === value)
    .map(([name]) => name);
}
