/** A client of a running server's monitor: JSON once, or a stream of updates. What another program answers is bounded too. */
import { escapeText } from "../../client/index.ts";
import type { Update } from "../../monitor/facts/api.ts";
import { UPDATE } from "./api-shapes.ts";
import { explainFailure, MonitorError, notJam } from "./monitor-error.ts";
import type { Shape } from "./shape.ts";
import type { Target } from "./target.ts";

/** For a whole answer, and from one update to the next, of which there are one to four a second. */
const ANSWER_MS = 5_000;
const UPDATE_MS = 10_000;

/** A status with 256 threads has 30 KiB; the first update, with all faults of as many threads, 8 MiB. */
const ANSWER_BYTES = 256 << 10;
const UPDATE_BYTES = 16 << 20;

interface Expected {
  readonly shape: Shape;
  /** Statuses whose body is the JSON. */
  readonly good: readonly number[];
}

/** @throws {MonitorError} */
export async function fetchJson<Value>(target: Target, path: string, expected: Expected): Promise<Value> {
  const signal = AbortSignal.timeout(ANSWER_MS);
  try {
    const response = await request(target, path, signal);
    const body = await textOf(target, response);
    if (!expected.good.includes(response.status)) throw refusal(target, response, body);
    return parse(target, body, expected.shape) as Value;
  } catch (error) {
    throw await explainFailure(target, error);
  }
}

/** Ends when the server closes the stream. @throws {MonitorError} or, after an abort, the abort's error */
export async function* updates(target: Target, path: string, signal: AbortSignal): AsyncGenerator<Update> {
  const late = new AbortController();
  const wait = () =>
    setTimeout(() => late.abort(new DOMException("no update came in time", "TimeoutError")), UPDATE_MS);
  let timer = wait();
  try {
    const response = await request(target, path, AbortSignal.any([signal, late.signal]));
    const type = response.headers.get("content-type") ?? "";
    if (response.status !== 200 || !type.startsWith("text/event-stream"))
      throw refusal(target, response, await textOf(target, response));
    for await (const event of events(target, response.body)) {
      const data = /^data: (.*)$/m.exec(event)?.[1];
      if (data === undefined) continue;
      clearTimeout(timer);
      yield parse(target, data, UPDATE) as Update;
      timer = wait();
    }
  } catch (error) {
    if (signal.aborted) throw error;
    throw await explainFailure(target, error);
  } finally {
    clearTimeout(timer);
  }
}

const EVENT_END = "\n\n";

/** Joins what came only where an event ends: the time that a large one takes grows with its size, not with its square. */
async function* events(target: Target, body: ReadableStream<Uint8Array> | null): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let pieces: string[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    const piece = decoder.decode(chunk, { stream: true });
    const isEnd = piece.includes(EVENT_END) || (piece.startsWith("\n") && pieces.at(-1)?.endsWith("\n"));
    if (piece !== "") pieces.push(piece);
    length += piece.length;
    if (isEnd) {
      const found = pieces.join("").split(EVENT_END);
      const rest = found.pop() ?? "";
      pieces = [rest];
      length = rest.length;
      yield* found;
    }
    if (length > UPDATE_BYTES) throw notJam(target, `an event of its stream exceeds ${UPDATE_BYTES} bytes`);
  }
}

/** Not decompressed, and no redirect is followed: a monitor does neither. */
function request({ url, token }: Target, path: string, signal: AbortSignal): Promise<Response> {
  const authorization = token.text === "" ? {} : { authorization: `Bearer ${token.text}` };
  const headers = { "accept-encoding": "identity", ...authorization };
  return fetch(url + path, { headers, signal, redirect: "manual", decompress: false });
}

async function textOf(target: Target, response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > ANSWER_BYTES) throw notJam(target, `its answer exceeds ${ANSWER_BYTES} bytes`);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/** Escapes all texts: they are printed on a terminal, which control characters would steer. */
function parse(target: Target, json: string, shape: Shape): unknown {
  let value: unknown;
  try {
    value = JSON.parse(json, (_, each) => (typeof each === "string" ? escapeText(each) : each));
  } catch {
    throw notJam(target, "its answer is not JSON"); // or it is nested too deeply
  }
  const misfit = shape(value, "");
  if (misfit === undefined) return value;
  throw notJam(target, misfit === "" ? "its answer is not an object" : `its answer has no valid ${misfit}`);
}

function refusal(target: Target, response: Response, body: string): MonitorError {
  if (response.status === 401)
    return new MonitorError(
      "token",
      `${target.url} requires a token: set JAM_MONITOR_TOKEN, or use --token-file.`,
    );
  const why = escapeText(body.slice(0, 200).trim());
  return notJam(target, `it answered with status ${response.status}${why === "" ? "" : `: ${why}`}`);
}
