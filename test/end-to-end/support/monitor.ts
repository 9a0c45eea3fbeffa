/** Asks the monitor of a real server, as a program would. Knows no test. */
import type { FaultList, SessionDetail, SessionList, Status } from "../../../src/monitor/facts/api.ts";
import { JamServer } from "./jam-server.ts";
import { until } from "./within.ts";

/** To be declared with `await using`. */
export class MonitoredServer implements AsyncDisposable {
  readonly server: JamServer;
  readonly url: string;

  private constructor(server: JamServer, url: string) {
    this.server = server;
    this.url = url;
  }

  static async start(
    flags: readonly string[] = [],
    start: Parameters<typeof JamServer.start>[1] = {},
  ): Promise<MonitoredServer> {
    const server = await JamServer.start(["--monitor", "127.0.0.1:0", ...flags], start);
    try {
      return new MonitoredServer(
        server,
        (await server.waitFor(({ event }) => event === "monitor-listening")).url,
      );
    } catch (error) {
      await server[Symbol.asyncDispose]();
      throw error;
    }
  }

  get port(): number {
    return this.server.port;
  }

  /** HOST:PORT of the monitor, as it is written on a command line. */
  get place(): string {
    return new URL(this.url).host;
  }

  async get<Value>(path: string): Promise<Value> {
    const answer = await fetch(this.url + path);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Value;
  }

  status = () => this.get<Status>("api/v1/status");
  sessions = (query = "") => this.get<SessionList>(`api/v1/sessions?${query}`);
  session = (session: string) => this.get<SessionDetail>(`api/v1/sessions/${session}`);
  faults = () => this.get<FaultList>("api/v1/faults");

  /** Waits until the list is as it should be: it is told by other threads, a moment later. */
  async sessionsWhen(matches: (list: SessionList) => boolean, query = ""): Promise<SessionList> {
    let list: SessionList = { matching: 0, rows: [] };
    await until(
      5,
      async () => {
        list = await this.sessions(query);
        return matches(list);
      },
      () => `the sessions as they should be, but ${JSON.stringify(list)}`,
    );
    return list;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
  }
}
