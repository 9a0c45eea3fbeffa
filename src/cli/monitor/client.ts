/** A client of a running server's monitor: JSON once, or a stream of updates. */
import { escapeText } from "../../client/index.ts";
import type { Update } from "../../monitor/facts/api.ts";
import { CommandError, EXIT, UsageError } from "../exit.ts";
import type { Flag } from "../flags/flags.ts";
import { Secret } from "../flags/secret.ts";
import { monitorUrl, parseMonitorAddress } from "../serve/monitor/address.ts";
import { DEFAULT_MONITOR, monitorTokenFlag } from "../serve/monitor/flags.ts";

const TIMEOUT_MS = 5_000;

/** The server's own variable is the default: every user of the machine can see a command line. */
export const tokenFlag: Flag<Secret> = {
  ...monitorTokenFlag,
  fallback: () => new Secret(process.env["JAM_MONITOR_TOKEN"] ?? ""),
  fallbackText: "JAM_MONITOR_TOKEN",
  help: "the server's --monitor-token",
};

/** The monitor could not be reached or refused; `code` is for programs. */
export class MonitorError extends CommandError {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message, EXIT.failed);
    this.code = code;
  }
}

export interface Target {
  /** Ends with a slash. */
  readonly url: string;
  readonly token: Secret;
}

/** @param words the arguments that are not flags. @throws {UsageError} */
export function targetOf(words: readonly string[], token: Secret): Target {
  const [text = DEFAULT_MONITOR, ...more] = words;
  const address = parseMonitorAddress(text);
  if (address === undefined || more.length > 0)
    throw new UsageError(
      `expected one HOST:PORT of a monitor, such as ${DEFAULT_MONITOR}, not ${words.join(" ")}.`,
    );
  return { url: monitorUrl(address), token };
}

/** @param good statuses whose body is the JSON. @throws {MonitorError} */
export async function fetchJson<Value>(target: Target, path: string, good = [200]): Promise<Value> {
  const response = await request(target, path, AbortSignal.timeout(TIMEOUT_MS));
  if (!good.includes(response.status)) throw await refusalOf(target, response);
  const text = await response.text();
  try {
    return parse(text) as Value;
  } catch {
    throw new MonitorError("not-jam", `${target.url} answers, but it is not a monitor of jam.`);
  }
}

/** Ends when the server closes the stream. @throws {MonitorError} */
export async function* updates(target: Target, path: string, signal: AbortSignal): AsyncGenerator<Update> {
  const response = await request(target, path, signal);
  const type = response.headers.get("content-type") ?? "";
  if (response.status !== 200 || !type.startsWith("text/event-stream"))
    throw await refusalOf(target, response);
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const data = /^data: (.*)$/m.exec(text.slice(0, end))?.[1];
      text = text.slice(end + 2);
      if (data !== undefined) yield parse(data) as Update;
    }
  }
}

/** Escapes all texts: they are printed on a terminal, which control characters would steer. */
function parse(text: string): unknown {
  return JSON.parse(text, (_, value) => (typeof value === "string" ? escapeText(value) : value));
}

async function request({ url, token }: Target, path: string, signal: AbortSignal): Promise<Response> {
  const headers = token.text === "" ? {} : { authorization: `Bearer ${token.text}` };
  try {
    return await fetch(url + path, { headers, signal, redirect: "error" });
  } catch (error) {
    if (signal.aborted && signal.reason?.name === "AbortError") throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : "unreachable";
    throw new MonitorError(
      /refused/i.test(code) ? "refused" : "unreachable",
      `no monitor answers at ${url} (${code}). Is jam serve running there, without --monitor off?`,
    );
  }
}

async function refusalOf({ url }: Target, response: Response): Promise<MonitorError> {
  const why = escapeText((await response.text()).slice(0, 200).trim());
  if (response.status === 401)
    return new MonitorError("token", `${url} requires a token: set JAM_MONITOR_TOKEN or use --token.`);
  return new MonitorError("not-jam", `${url} answered ${response.status}: ${why}`);
}
