/** The flags of `jam serve`, declared once: help, validation, environment, file, reload and documentation derive from it. */
import { availableParallelism } from "node:os";
import { compilePattern, PatternError } from "../../clock/pattern.ts";
import { DEFAULT_PATTERN } from "../../clock/second.ts";
import { KERNEL_BOUND_SECONDS } from "../../clock/trust.ts";
import { LIMITS } from "../../protocol/limits.ts";
import { ANY_HOST } from "../../server/sockets/host.ts";
import { hasCpuQuota } from "../../server/threads/cpu-quota.ts";
import { choiceFlag, integerFlag, secondsFlag, switchFlag, textFlag } from "../flags/flag-kinds.ts";
import type { ValuesOf } from "../flags/flags.ts";
import { accessFlag } from "./access-flag.ts";
import { LOG_LEVELS } from "./log/levels.ts";
import { monitorFlag, monitorTokenFileFlag, monitorTokenFlag } from "./monitor/flags.ts";
import { atReload, atRestart, type SettingTable } from "./setting.ts";
import { zoneFlag } from "./zone/flag.ts";

const MAX_THREADS = 256;

/** Microseconds. A single client on a virtual machine sends its next request within it; 50 gains almost nothing. */
const BUSY_POLL = 200;

/** Only Linux distributes the connections of a port over the sockets that share it. */
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
      { help: "TCP port; 0 takes a free one and logs it" },
    ),
  ),
  takeover: atRestart(
    switchFlag({
      help: "take the port over from a running server that has this setting, without a gap, and let the next one do so; Linux",
    }),
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
        help: "microseconds to busy-poll before sleeping; 0 disables it",
        fallbackText: `${BUSY_POLL}; 0 under a CPU quota`,
      },
    ),
  ),
  zone: atReload(zoneFlag),
  pattern: atReload(
    textFlag(
      () => DEFAULT_PATTERN,
      { placeholder: "TEXT", help: "text after JAM, as a strftime format, such as '%d-%m-%Y %H:%M:%S'" },
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
  lenient: atReload(switchFlag({ help: "also accept lines that end in a bare LF, as netcat sends them" })),
  requireSync: atReload(
    switchFlag({
      help: "refuse requests while the machine's clock is not synchronised, for example by NTP",
    }),
  ),
  maxClockError: atReload(
    secondsFlag(
      { default: KERNEL_BOUND_SECONDS, min: 0.001, max: KERNEL_BOUND_SECONDS },
      { help: "a clock with a larger maximum error counts as not synchronised; 0.5 for half a second" },
    ),
  ),
  maxConnections: atReload(
    integerFlag(LIMITS.maxConnections, {
      help: "open connections over all threads; the descriptor limit may lower it",
    }),
  ),
  maxConnectionsPerAddress: {
    ...integerFlag(LIMITS.maxConnectionsPerAddress, {
      help: "open connections per IPv4 address or IPv6 /64; 0 is no limit",
    }),
    needsRestart: (inForce: number) => inForce === 0, // addresses are counted from the start or not at all
  },
  requestRate: atRestart(
    integerFlag(LIMITS.requestRate, {
      help: "requests per second per IPv4 address or IPv6 /64; more are delayed; 0 is no limit",
    }),
  ),
  requestBurst: atRestart(
    integerFlag(LIMITS.requestBurst, {
      help: "with --request-rate: requests that an address may send at once after a pause",
    }),
  ),
  allow: atReload(accessFlag("every address", "addresses and subnets that may connect; may be repeated")),
  deny: atReload(accessFlag("no address", "addresses and subnets that may not connect, even if allowed")),
  proxyFrom: {
    ...accessFlag("no address", "addresses and subnets of proxies, which have to send a PROXY header"),
    needsRestart: (inForce: readonly string[]) => inForce.length === 0, // other servers' sockets are not checked
  },
  refuseSilently: atReload(switchFlag({ help: "reset refused connections without an ERROR line" })),
  idleSeconds: atReload(
    integerFlag(LIMITS.idleSeconds, {
      help: "close a session in which nothing is received for this long",
    }),
  ),
  lineSeconds: atReload(
    integerFlag(LIMITS.lineSeconds, { help: "close a session whose line does not end within this time" }),
  ),
  stallSeconds: atReload(
    integerFlag(LIMITS.stallSeconds, {
      help: "close a session whose client reads no replies for this long",
    }),
  ),
  drainSeconds: atReload(
    integerFlag(LIMITS.drainSeconds, {
      help: "when stopping, how long slow clients may take to read their replies",
    }),
  ),
  monitor: atRestart(monitorFlag),
  monitorToken: atRestart(monitorTokenFlag),
  monitorTokenFile: atRestart(monitorTokenFileFlag),
  record: atRestart(
    integerFlag(
      { default: 20, min: 0, max: 1_000 },
      { help: "how many of the newest sessions the monitor keeps the first bytes of; 0 keeps none" },
    ),
  ),
  logLevel: atReload(
    choiceFlag(LOG_LEVELS, "info", {
      placeholder: "LEVEL",
      help: `what is logged: ${LOG_LEVELS.join(", ")}`,
    }),
  ),
} as const satisfies SettingTable;

export type ServeValues = ValuesOf<typeof SERVE_FLAGS>;
