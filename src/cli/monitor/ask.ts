/** Asks a running server's monitor: JSON once, or updates as they come. */
import { escapeText } from "../../client/index.ts";
import type { Update } from "../../monitor/facts/api.ts";
import { CommandError, EXIT, UsageError } from "../exit.ts";
import type { Flag } from "../flags/flags.ts";
import { Secret } from "../flags/secret.ts";
import { DEFAULT_MONITOR, monitorTokenFlag } from "./flags.ts";
import { monitorUrl, parseMonitorAddress } from "./place.ts";

const ANSWER_MS = 5_000;

/** The same variable as the server's, since a token on a command line is seen by all users. */
export const tokenFlag: Flag<Secret> = {
  ...monitorTokenFlag,
  fallback: () => new Secret(process.env["JAM_MONITOR_TOKEN"] ?? ""),
  fallbackText: "JAM_MONITOR_TOKEN",
  help: "the token that the server was given with --monitor-token",
};

/** The server could not be asked; `code` is for programs. */
export class MonitorError extends CommandError {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message, EXIT.failed);
    this.code = code;
  }
}

export interface Asked {
  /** With a slash at its end. */
  readonly url: string;
  readonly token: Secret;
}

/** @param words what stands on the command line beside flags. @throws {UsageError} */
export function whomToAsk(words: readonly string[], token: Secret): Asked {
  const [text = DEFAULT_MONITOR, ...more] = words;
  const place = parseMonitorAddress(text);
  if (place === undefined || more.length > 0)
    throw new UsageError(
      `one HOST:PORT of a monitor is wanted, such as ${DEFAULT_MONITOR}, not ${words.join(" ")}.`,
    );
  return { url: monitorUrl(place), token };
}

/** @param good statuses that carry an answer. @throws {MonitorError} */
export async function askJson<Value>(asked: Asked, path: string, good = [200]): Promise<Value> {
  const response = await ask(asked, path, AbortSignal.timeout(ANSWER_MS));
  if (!good.includes(response.status)) throw await refusal(asked, response);
  const text = await response.text();
  try {
    return parse(text) as Value;
  } catch {
    throw new MonitorError("not-jam", `${asked.url} answers, but not as the monitor of jam does.`);
  }
}

/** Ends when the server does. @throws {MonitorError} */
export async function* updates(asked: Asked, path: string, signal: AbortSignal): AsyncGenerator<Update> {
  const response = await ask(asked, path, signal);
  const type = response.headers.get("content-type") ?? "";
  if (response.status !== 200 || !type.startsWith("text/event-stream")) throw await refusal(asked, response);
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

/** What comes is shown on a terminal: no text in it may steer that. */
function parse(text: string): unknown {
  return JSON.parse(text, (_, value) => (typeof value === "string" ? escapeText(value) : value));
}

async function ask({ url, token }: Asked, path: string, signal: AbortSignal): Promise<Response> {
  const headers = token.text === "" ? {} : { authorization: `Bearer ${token.text}` };
  try {
    return await fetch(url + path, { headers, signal, redirect: "error" });
  } catch (error) {
    if (signal.aborted && signal.reason?.name === "AbortError") throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : "unreachable";
    throw new MonitorError(
      /refused/i.test(code) ? "refused" : "unreachable",
      `no monitor answers at ${url} (${code}). Is jam serve running there, and not with --monitor off?`,
    );
  }
}

async function refusal({ url }: Asked, response: Response): Promise<MonitorError> {
  const why = escapeText((await response.text()).slice(0, 200).trim());
  if (response.status === 401)
    return new MonitorError("token", `${url} wants a token: set JAM_MONITOR_TOKEN, or use --token.`);
  return new MonitorError("not-jam", `${url} answers with ${response.status}: ${why}`);
}
