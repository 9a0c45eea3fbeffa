/** A user of `jam lab`, root or not, with a folder of its own, and checks for what is left over. Knows no test. */
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cleanEnvironment, JAM } from "../support/jam-server.ts";
import { type Ended, runProgram } from "../support/run-program.ts";
import { until } from "../support/within.ts";

const UNPRIVILEGED_ID = 65_534;
const AS_NOBODY = ["setpriv", `--reuid=${UNPRIVILEGED_ID}`, `--regid=${UNPRIVILEGED_ID}`, "--clear-groups"];

export type Who = "as the user who runs the tests" | "as nobody";

const prefixOf = (who: Who) => (who === "as nobody" ? AS_NOBODY : []);

/** Whether such a user can make namespaces and run jam on this machine. */
export function canMakeLabs(who: Who): boolean {
  const isRoot = process.getuid?.() === 0;
  if (who === "as nobody" && !isRoot) return false;
  const user = who === "as nobody" || !isRoot ? "--user --map-root-user" : "";
  const script = `test -x ${JAM} && ${JAM} --version && unshare ${user} --net --mount --pid --fork true`;
  try {
    return Bun.spawnSync([...prefixOf(who), "sh", "-c", script]).exitCode === 0;
  } catch {
    return false;
  }
}

/** Labs that run at once: a lab mostly waits, but each needs the processor when it starts and when it reads captures. */
const SLOTS = 3;
let freeSlots = SLOTS;
const waiting: (() => void)[] = [];

async function takeSlot(): Promise<void> {
  if (freeSlots > 0) freeSlots -= 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
}

function leaveSlot(): void {
  const next = waiting.shift();
  if (next === undefined) freeSlots += 1;
  else next();
}

/** To be declared with `await using`: takes the lab down however the test ends. */
export class LabUser implements AsyncDisposable {
  readonly folder: string;
  readonly #prefix: readonly string[];

  /** Waits until fewer than three other labs are in use. */
  static async of(who: Who): Promise<LabUser> {
    await takeSlot();
    return new LabUser(who);
  }

  private constructor(who: Who) {
    this.folder = mkdtempSync("/tmp/jam-lab-test-");
    chmodSync(this.folder, 0o1777);
    this.#prefix = prefixOf(who);
  }

  lab(args: readonly string[], seconds = 60, input = "", more = {}): Promise<Ended> {
    const env = { ...this.#env, ...more };
    return runProgram(this.#words(args), { cwd: this.folder, env, seconds, input });
  }

  /** Returns while the command runs. */
  start(args: readonly string[]): Bun.Subprocess<"ignore", "pipe", "pipe"> {
    return Bun.spawn(this.#words(args), {
      cwd: this.folder,
      env: cleanEnvironment(this.#env),
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  /** Whether a process of the user is in a network namespace of its own. */
  hasNetwork(): boolean {
    const own = readlinkSync("/proc/self/ns/net");
    return processesOf(this.folder).some(({ network }) => network !== own);
  }

  /** Resolves when no process that the user's commands started is left. */
  async nothingLeft(): Promise<void> {
    const left = () => processesOf(this.folder);
    await until(
      5,
      () => left().length === 0,
      () => `an end of ${JSON.stringify(left())}`,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.lab(["down"]);
      rmSync(this.folder, { recursive: true, force: true });
    } finally {
      leaveSlot();
    }
  }

  get #env() {
    return { XDG_RUNTIME_DIR: this.folder, HOME: this.folder, LC_ALL: "C" };
  }

  #words(args: readonly string[]): string[] {
    return [...this.#prefix, JAM, "lab", ...args];
  }
}

/** What a lab must not change: the machine's own interfaces, addresses, routes, rules and named namespaces. */
export function ownNetwork(): string {
  const commands = ["ip -o link", "ip -o address", "ip route show table all", "ip rule", "ip netns list"];
  const outputs = commands.map((command) => Bun.spawnSync(command.split(" ")).stdout.toString());
  const withoutLifetimes = outputs.join("\n").replace(/ (valid_lft|preferred_lft|expires) \w+/g, "");
  return `${withoutLifetimes}\n/run/netns: ${existsSync("/run/netns")}\n${readFileSync("/proc/self/mounts", "utf8")}`;
}

interface Running {
  readonly words: string;
  readonly network: string;
}

/** Processes that have the folder in their environment, which children inherit. */
function processesOf(folder: string): readonly Running[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const read = (name: string) => readFileSync(join("/proc", pid, name), "utf8");
        if (!read("environ").includes(folder)) return [];
        const words = read("cmdline").replaceAll("\0", " ");
        return [{ words, network: readlinkSync(join("/proc", pid, "ns/net")) }];
      } catch {
        return []; // it has just ended, or belongs to another user
      }
    });
}
