/** Somebody who uses `jam lab`, root or not: a state of one's own, and a look at what is left behind. Knows no test. */
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cleanEnvironment, JAM } from "../support/jam-server.ts";
import { type Ended, runProgram } from "../support/run-program.ts";
import { until } from "../support/within.ts";

const NOBODY = 65_534;
const AS_NOBODY = ["setpriv", `--reuid=${NOBODY}`, `--regid=${NOBODY}`, "--clear-groups"];

export type Who = "as the user who runs the tests" | "as nobody";

const prefixOf = (who: Who) => (who === "as nobody" ? AS_NOBODY : []);

/** Whether namespaces can be made, and jam be run, by such a user on this machine. */
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

/** To be declared with `await using`: takes the lab down however the test ends. */
export class LabUser implements AsyncDisposable {
  readonly folder: string;
  readonly #prefix: readonly string[];

  constructor(who: Who) {
    this.folder = mkdtempSync("/tmp/jam-lab-test-");
    chmodSync(this.folder, 0o777);
    this.#prefix = prefixOf(who);
  }

  lab(args: readonly string[], seconds = 60, input = "", more = {}): Promise<Ended> {
    const env = { ...this.#env, ...more };
    return runProgram(this.#words(args), { cwd: this.folder, env, seconds, input });
  }

  /** Goes on while it runs. */
  start(args: readonly string[]): Bun.Subprocess<"ignore", "pipe", "pipe"> {
    return Bun.spawn(this.#words(args), {
      cwd: this.folder,
      env: cleanEnvironment(this.#env),
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  /** Whether something of the user's is in a network of its own. */
  hasNetwork(): boolean {
    const own = readlinkSync("/proc/self/ns/net");
    return processesOf(this.folder).some(({ network }) => network !== own);
  }

  /** Resolves when no process is left that the user's commands started. */
  async nothingLeft(): Promise<void> {
    const left = () => processesOf(this.folder);
    await until(
      5,
      () => left().length === 0,
      () => `an end of ${JSON.stringify(left())}`,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.lab(["down"]);
    rmSync(this.folder, { recursive: true, force: true });
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
  const asked = ["ip -o link", "ip -o address", "ip route show table all", "ip rule", "ip netns list"];
  const answers = asked.map((command) => Bun.spawnSync(command.split(" ")).stdout.toString());
  const withoutLifetimes = answers.join("\n").replace(/ (valid_lft|preferred_lft|expires) \w+/g, "");
  return `${withoutLifetimes}\n/run/netns: ${existsSync("/run/netns")}\n${readFileSync("/proc/self/mounts", "utf8")}`;
}

interface Running {
  readonly words: string;
  readonly network: string;
}

/** Processes that have the folder in their environment, as all have that were started with it. */
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
        return []; // it has ended meanwhile, or is somebody else's
      }
    });
}
