/** Asks a server, on one connection or on a new one each time, and notes when: conservatively, so that it proves something. */
import { type Reading, secondOfDay } from "../../offset/reading.ts";
import { escapeText } from "../../text/escape.ts";
import { formatHostPort } from "../../text/host-port.ts";
import type { TimeClient } from "../client.ts";
import { connect } from "../connect.ts";
import { TimeError } from "../errors.ts";
import type { ResolvedOptions } from "../options.ts";

export class Asker {
  readonly #options: ResolvedOptions;
  readonly #signal: AbortSignal | undefined;
  #client: Promise<TimeClient> | undefined;
  /** Connections so far. */
  connections = 0;
  /** Requests so far. */
  requests = 0;

  constructor(options: ResolvedOptions, signal: AbortSignal | undefined) {
    this.#options = options;
    this.#signal = signal;
  }

  /** On the shared connection. Several may be in flight. @throws {TimeError} */
  async ask(): Promise<Reading> {
    this.#client ??= this.#connect();
    const connection = this.connections;
    const client = await this.#client;
    return this.#time(client, connection);
  }

  /** On a connection of its own: the server may read its clock as soon as we dial. @throws {TimeError} */
  async askOnNewConnection(): Promise<Reading> {
    const sentMs = performance.now();
    const client = await this.#connect();
    try {
      return { ...(await this.#time(client, this.connections)), sentMs };
    } finally {
      void client.close(); // it has a timeout, and the next request need not wait for it
    }
  }

  /** The next request connects anew. */
  async hangUp(): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    this.#client = undefined;
    if (this.#signal?.aborted) client?.destroy();
    await client?.close();
  }

  #connect(): Promise<TimeClient> {
    this.connections++;
    return connect({ ...this.#options, signal: this.#signal });
  }

  async #time(client: TimeClient, connection: number): Promise<Reading> {
    this.requests++;
    const { text, sentAtMs, receivedAtMs } = await client.time({ signal: this.#signal });
    const second = secondOfDay(text);
    if (second !== undefined) return { sentMs: sentAtMs, receivedMs: receivedAtMs, second, connection };
    const received = escapeText(text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
    const server = formatHostPort(this.#options.host, this.#options.port);
    throw new TimeError(
      "NO_TIME_OF_DAY",
      `${server} does not send the time as hh:mm:ss: it sent "${received}"`,
      {
        received,
      },
    );
  }
}

/** No more characters of what a server sent are quoted. */
const SHOWN = 64;
