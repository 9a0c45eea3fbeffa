/** The flags of `jam serve`, declared once: help, validation, environment, file and README follow. */
import { availableParallelism } from "node:os";
import { compilePattern, PatternError } from "../../clock/pattern.ts";
import { DEFAULT_PATTERN } from "../../clock/second.ts";
import { KERNEL_BOUND_SECONDS } from "../../clock/trust.ts";
import { findZone, machineZone, zoneNames } from "../../clock/zone.ts";
import { LIMITS } from "../../protocol/limits.ts";
import { ANY_HOST } from "../../server/sockets/host.ts";
import { hasCpuQuota } from "../../server/threads/cpu-quota.ts";
import { choiceFlag, integerFlag, secondsFlag, switchFlag, textFlag } from "../flags/flag-kinds.ts";
import type { ValuesOf } from "../flags/flags.ts";
import { didYouMean } from "../flags/nearest.ts";
import { monitorFlag, monitorTokenFlag } from "../monitor/flags.ts";
import { accessFlag } from "./access-flag.ts";
import { LOG_LEVELS } from "./log/levels.ts";
import { atReload, atRestart, type SettingTable } from "./setting.ts";

const MAX_THREADS = 256;

/** Microseconds. A lone client on a virtual machine asks again within it; with 50 hardly anything is gained. */
const BUSY_POLL = 200;

/** Only Linux spreads the connections of one port over the sockets that share it. */
export const SPREADS_PORTS = process.platform === "linux";

const defaultThreads = SPREADS_PORTS ? Math.max(2, availableParallelism()) : 1;

export const SERVE_FLAGS = {
  host: atRestart(
    textFlag(() => ANY_HOST, {
      placeholder: "ADDRESS",
      help: "address or name to listen on; * is all of IPv4 and IPv6",
    }),
  ),
  port: atRestart(
    integerFlag(
      { default: 45_000, min: 0, max: 65_535 },
      { help: "TCP port; 0 takes a free one and says which" },
    ),
  ),
  threads: atRestart(
    integerFlag(
      { default: defaultThreads, min: 1, max: MAX_THREADS },
      {
        help: "serving threads, each with its own listening socket",
        fallbackText: "the machine's cores, at least 2",
      },
    ),
  ),
  busyPoll: atRestart(
    integerFlag(
      { default: () => (hasCpuQuota() ? 0 : BUSY_POLL), min: 0, max: 10_000 },
      {
        help: "microseconds that a busy thread looks for more work before it sleeps; 0 sleeps at once",
        fallbackText: `${BUSY_POLL}; 0 under a quota of processor time`,
      },
    ),
  ),
  zone: atReload(
    textFlag(
      machineZone,
      {
        placeholder: "ZONE",
        help: "time zone by its IANA name, such as Asia/Jakarta",
        fallbackText: "the machine's",
      },
      (text) => {
        const zone = findZone(text);
        if (zone !== undefined) return zone;
        const near = didYouMean(text, zoneNames());
        throw new Error(`wants the IANA name of a time zone, not ${JSON.stringify(text)}.${near}`);
      },
    ),
  ),
  pattern: atReload(
    textFlag(
      () => DEFAULT_PATTERN,
      { placeholder: "TEXT", help: "what stands behind JAM, as for strftime, such as '%d-%m-%Y %H:%M:%S'" },
      (text) => {
        try {
          compilePattern(text);
          return text;
        } catch (error) {
          if (error instanceof PatternError)
            throw new Error(`cannot be ${JSON.stringify(text)}: ${error.message}.`);
          throw error;
        }
      },
    ),
  ),
  lenient: atReload(switchFlag({ help: "also serve lines that end in a bare LF, as netcat sends them" })),
  requireSync: atReload(
    switchFlag({
      help: "refuse to tell the time while the machine's clock is not synchronised, as NTP daemons do it",
    }),
  ),
  maxClockError: atReload(
    secondsFlag(
      { default: KERNEL_BOUND_SECONDS, min: 0.001, max: KERNEL_BOUND_SECONDS },
      { help: "a clock that may be off by more counts as not synchronised; 0.5 for half a second" },
    ),
  ),
  maxConnections: atReload(
    integerFlag(LIMITS.maxConnections, {
      help: "connections over all threads; the descriptor limit may lower it",
    }),
  ),
  maxConnectionsPerAddress: {
    ...integerFlag(LIMITS.maxConnectionsPerAddress, {
      help: "connections of one IPv4 address or one IPv6 /64; 0 is no limit",
    }),
    needsRestart: (inForce: number) => inForce === 0, // addresses are counted from the start or not at all
  },
  requestRate: atRestart(
    integerFlag(LIMITS.requestRate, {
      help: "requests a second of one IPv4 address or one IPv6 /64; more wait their turn; 0 is no limit",
    }),
  ),
  requestBurst: atRestart(
    integerFlag(LIMITS.requestBurst, {
      help: "with --request-rate: requests that an address may ask at once after a pause",
    }),
  ),
  allow: atReload(
    accessFlag("every address", "addresses and subnets that may come in; may be given several times"),
  ),
  deny: atReload(accessFlag("no address", "addresses and subnets that may not, even if allowed")),
  refuseSilently: atReload(switchFlag({ help: "reset whoever may not come in, without an ERROR line" })),
  idleSeconds: atReload(
    integerFlag(LIMITS.idleSeconds, {
      help: "a session in which nothing comes for so long is closed",
    }),
  ),
  lineSeconds: atReload(
    integerFlag(LIMITS.lineSeconds, { help: "a line that is begun must end within so long" }),
  ),
  stallSeconds: atReload(
    integerFlag(LIMITS.stallSeconds, {
      help: "a peer that takes none of its replies for so long is cut",
    }),
  ),
  drainSeconds: atReload(
    integerFlag(LIMITS.drainSeconds, {
      help: "at a stop, how long slow peers may take their replies",
    }),
  ),
  monitor: atRestart(monitorFlag),
  monitorToken: atRestart(monitorTokenFlag),
  record: atRestart(
    integerFlag(
      { default: 20, min: 0, max: 1_000 },
      { help: "how many of the newest sessions keep their first 4 KiB for the monitor; 0 keeps none" },
    ),
  ),
  logLevel: atReload(
    choiceFlag(LOG_LEVELS, "info", {
      placeholder: "LEVEL",
      help: `how much is told: ${LOG_LEVELS.join(", ")}`,
    }),
  ),
} as const satisfies SettingTable;

export type ServeValues = ValuesOf<typeof SERVE_FLAGS>;
