/** Why a monitor could not be read, with a code for programs; and what answers there instead. */
import { askTime, escapeText, TimeError } from "../../client/index.ts";
import { formatHostPort } from "../../text/host-port.ts";
import { CommandError, EXIT } from "../exit.ts";
import type { Target } from "./target.ts";

export type MonitorErrorCode =
  | "refused"
  | "unreachable"
  | "timeout"
  | "token"
  | "not-jam"
  | "time-port"
  /** It was read, and the server is not ready for clients. */
  | "not-ready";

export class MonitorError extends CommandError {
  readonly code: MonitorErrorCode;

  constructor(code: MonitorErrorCode, message: string) {
    super(message, EXIT.failed);
    this.code = code;
  }
}

/** How long a port may take to show that it serves the time. */
const ASK_MS = 1_500;

/** @param error of fetch(), or of reading its body */
export async function explainFailure(target: Target, error: unknown): Promise<MonitorError> {
  if (error instanceof MonitorError) return error;
  const code = codeOf(error);
  if (/refused/i.test(code))
    return new MonitorError(
      "refused",
      `no monitor answers at ${target.url} (${code}). Is jam serve running there, without --monitor off?`,
    );
  const reply = await timeReply(target);
  if (reply !== undefined)
    return new MonitorError(
      "time-port",
      `${formatHostPort(target.host, target.port)} is the time port of a server, not its monitor: it answers TIME with "${reply}". ` +
        "The monitor has another port: 45080, unless --monitor sets it.",
    );
  if (/timeout/i.test(code))
    return new MonitorError("timeout", `${target.url} accepts connections, but did not answer in time.`);
  if (/malformed|headers/i.test(code)) return notJam(target, "it does not speak HTTP");
  return new MonitorError(
    "unreachable",
    `no monitor answers at ${target.url} (${code}). Is jam serve running there, without --monitor off?`,
  );
}

/** @param what is wrong with its answer */
export function notJam({ url }: Target, what: string): MonitorError {
  return new MonitorError("not-jam", `${url} is not a monitor of jam: ${what}.`);
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown error";
  if (error.name === "TimeoutError") return "timeout";
  return escapeText("code" in error ? String(error.code) : error.message);
}

/** What the port answers to TIME; undefined if it does not serve the time. */
async function timeReply({ host, port }: Target): Promise<string | undefined> {
  const options = { host, port, connectTimeoutMs: ASK_MS, replyTimeoutMs: ASK_MS, closeTimeoutMs: 1 };
  try {
    return escapeText(`JAM ${(await askTime(options)).text}`);
  } catch (error) {
    if (!(error instanceof TimeError)) throw error;
    return error.code === "SERVER_ERROR" ? error.received?.trim() : undefined;
  }
}
