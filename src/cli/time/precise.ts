/** `jam time --precise`: the server's time below a second, and how certain it is. */
import { escapeText, measureOffset } from "../../client/index.ts";
import { laterBound, QUARTER_MS } from "../../offset/bound.ts";
import { centreOf } from "../../offset/majority.ts";
import { yieldCpu } from "../../proc/yield-cpu.ts";
import { formatHostPort } from "../../text/host-port.ts";
import { EXIT } from "../exit.ts";
import type { Target } from "../flags/target.ts";
import { writeErr } from "../terminal/stderr.ts";
import { writeOut } from "../terminal/stdout.ts";

const DAY_MS = 86_400_000;
const JSON_SCHEMA = 1;

/** @throws {TimeError} if the server does not send the time */
export async function printPrecise(target: Target, timeoutSeconds: number, json: boolean): Promise<number> {
  const timeoutMs = timeoutSeconds * 1000;
  const result = await measureOffset({
    ...target,
    connectTimeoutMs: timeoutMs,
    replyTimeoutMs: timeoutMs,
    yieldCpu,
  });
  const { finding, quarterHours } = result;
  const name = formatHostPort(target.host, target.port);
  if (finding.kind !== "bounded" && finding.kind !== "drifting") {
    writeErr(
      `jam: the replies of ${name} contradict each other (${finding.kind}): "jam offset ${name}" prints how.`,
    );
    return EXIT.failed;
  }
  const { offsetMs, boundMs } = centreOf(laterBound(finding.bound, performance.now()));
  const time = timeOf(Date.now() + quarterHours * QUARTER_MS + offsetMs, boundMs);
  const { host, port, roundTripMs, requests } = result;
  const value = { schema: JSON_SCHEMA, host, port, time, offsetMs, boundMs, roundTripMs, requests };
  await writeOut(json ? `${escapeText(JSON.stringify(value))}\n` : `${time} ± ${boundText(boundMs)}\n`);
  return EXIT.good;
}

/** With as many digits as the bound has: `10:20:30.123`. @param wallMs of the server, since 1970 in its zone */
function timeOf(wallMs: number, boundMs: number): string {
  const ofDay = ((wallMs % DAY_MS) + DAY_MS) % DAY_MS;
  return new Date(ofDay).toISOString().slice(11, boundMs < 50 ? 23 : boundMs < 500 ? 21 : 19);
}

/** Rounded up, because the printed time is rounded too. */
function boundText(boundMs: number): string {
  const digits = boundMs < 50 ? 3 : boundMs < 500 ? 1 : 0;
  const step = 10 ** digits;
  return `${((Math.ceil((boundMs / 1000) * step) + 1) / step).toFixed(digits)} s`;
}
