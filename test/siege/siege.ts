/** One siege: the real server with well-behaved clients alone, then among the attackers; and whether the counts add up. */
import { fileURLToPath } from "node:url";
import { CLOSE_REASONS } from "../../src/server/counters.ts";
import { JAM, JamServer } from "../end-to-end/support/jam-server.ts";
import { type KernelMemory, kernelMemory } from "../end-to-end/support/kernel-memory.ts";
import { Lines } from "../end-to-end/support/lines.ts";
import { residentMib } from "../end-to-end/support/process-facts.ts";
import type { Attack, Attacked } from "./attack.ts";
import { HonestClients } from "./honest.ts";
import { longWinded } from "./manners.ts";

export interface Siege extends Omit<Attack, "port"> {
  readonly honest: number;
  readonly aloneSeconds: number;
  readonly seconds: number;
  readonly flags: readonly string[];
}

/** 8,000 silent, 500 byte-a-second, 500 that flood and never read, a fifth of them after a while, 200 resets a second, long lines. */
export const FULL: Siege = {
  silent: 8_000,
  dripping: 500,
  greedy: 400,
  turning: 100,
  longWinded: 20,
  resetsASecond: 200,
  honest: 10,
  aloneSeconds: 10,
  seconds: 60,
  flags: [],
};

/** Small enough for every test run, with time limits that expire within its seconds. */
export const SHORT: Siege = {
  silent: 400,
  dripping: 40,
  greedy: 10,
  turning: 10,
  longWinded: 4,
  resetsASecond: 100,
  honest: 5,
  aloneSeconds: 1,
  seconds: 2.5,
  flags: ["--line-seconds", "1", "--stall-seconds", "1"],
};

const SAMPLE_MS = 200;
const LEAVING_SECONDS = 1;
/** The soft descriptor limit may be a shell's 1,024; the hard one is the machine's. */
const RAISED = ["sh", "-c", 'ulimit -n "$(ulimit -Hn)"; exec "$0" "$@"'];

export async function besiege(siege: Siege) {
  const flags = ["--zone", "UTC", ...siege.flags];
  await using server = await JamServer.start(flags, { command: [...RAISED, JAM, "serve"] });
  using honest = await HonestClients.dial(server.port, siege.honest);
  await honest.ask(1); // until the hot code is compiled
  const alone = await honest.ask(siege.aloneSeconds);
  const mibBefore = residentMib(server.pid);

  await using attackers = await startAttack({ ...siege, port: server.port });
  let mibMost = residentMib(server.pid);
  const sampling = setInterval(() => {
    mibMost = Math.max(mibMost, residentMib(server.pid));
  }, SAMPLE_MS);
  const among = await honest.ask(siege.seconds);
  const mibAmong = mibMost;
  const kernel = kernelMemory(server.port);
  const attacked = await attackers.end();
  // All the resets at once deliver what the kernel still held of those that were not read.
  await honest.ask(LEAVING_SECONDS);
  clearInterval(sampling);
  honest[Symbol.dispose]();

  const draining = server.waitFor(({ event }) => event === "draining", 20);
  const { stopped, exit } = await server.stop();
  const { counts } = stopped;
  return {
    alone,
    among,
    mibBefore,
    mibAmong,
    mibLeaving: mibMost,
    kernel,
    kernelMibAllowed: kernelAllowed(siege, kernel),
    attacked,
    openAtStop: (await draining).open,
    exit,
    counts,
    dialed: attacked.kinds.reduce((sum, { dialed }) => sum + dialed, siege.honest),
    closed: CLOSE_REASONS.reduce((sum, reason) => sum + (counts[reason] ?? 0), 0),
  };
}

export type Besieged = Awaited<ReturnType<typeof besiege>>;

/** What is wrong, a sentence each; latencies are not checked here. */
export function faultsOf(found: Besieged): readonly string[] {
  const { alone, among, counts, attacked } = found;
  const grown = found.mibAmong - found.mibBefore;
  const longLines = attacked.kinds.find(({ name }) => name === longWinded.name);
  const faults: readonly (readonly [boolean, string])[] = [
    [
      alone.wrong.length + among.wrong.length > 0,
      `wrong replies: ${JSON.stringify([...alone.wrong, ...among.wrong])}`,
    ],
    [among.unanswered > 0, `${among.unanswered} questions were not answered`],
    [grown > MIB_ALLOWED, `memory grew by ${grown.toFixed(0)} MiB, and not by ${MIB_ALLOWED} at most`],
    [
      found.kernel.mib > found.kernelMibAllowed,
      `the kernel kept ${found.kernel.mib.toFixed(0)} MiB for ${found.kernel.connections} connections, and not ${found.kernelMibAllowed.toFixed(0)} at most`,
    ],
    [found.exit !== 0, `the server ended with ${found.exit}`],
    [counts["opened"] !== found.closed, `${counts["opened"]} opened, ${found.closed} closed for a reason`],
    [
      (counts["opened"] ?? 0) + (counts["full"] ?? 0) !== found.dialed,
      `${found.dialed} connections were made, ${counts["opened"]} opened and ${counts["full"]} refused`,
    ],
    [
      // Those of the last second may still have been in flight when the attackers left.
      !isBetween(counts["line-too-long"], longLines?.closed, longLines?.dialed),
      `${longLines?.closed} of ${longLines?.dialed} long lines got their ERROR, ${counts["line-too-long"]} counted`,
    ],
    [counts["thread-died"] !== 0, "a thread died"],
    ...attacked.kinds.map(
      ({ name, wrong }) => [wrong.length > 0, `${name}: wrongly answered ${JSON.stringify(wrong)}`] as const,
    ),
  ];
  return faults.flatMap(([isSo, sentence]) => (isSo ? [sentence] : []));
}

function isBetween(value = Number.NaN, least = Number.NaN, most = Number.NaN): boolean {
  return value >= least && value <= most;
}

export const MIB_ALLOWED = 96;

/** Of a connection that does not read, as SECURITY.md has it, and of any other. */
const KERNEL_MIB_STALLED = 416 / 1024;
const KERNEL_MIB = 8 / 1024;

function kernelAllowed({ greedy, turning }: Siege, { connections }: KernelMemory): number {
  return (greedy + turning) * KERNEL_MIB_STALLED + connections * KERNEL_MIB;
}

async function startAttack(attack: Attack) {
  const program = fileURLToPath(new URL("attack.ts", import.meta.url));
  const child = Bun.spawn([...RAISED, process.execPath, program, JSON.stringify(attack)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = new Lines(child.stdout);
  const lineOf = (event: string, seconds: number) =>
    lines.waitFor((all) => all.find((line) => line.includes(`"event":"${event}"`)), seconds);
  await lineOf("ready", 60);
  return {
    async end(): Promise<Attacked> {
      child.stdin.end();
      return JSON.parse(await lineOf("done", 20)) as Attacked;
    },
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await child.exited;
    },
  };
}
