/** What the runner knows of a measured server: its name, how to start it and what to request. */

/** `one`: one serving thread; `default`: the server's default settings. */
export type Threads = "one" | "default" | number;

export interface Start {
  readonly port: number;
  readonly threads: Threads;
  /** Holds what was compiled for this run; peers may write there. */
  readonly folder: string;
}

interface Command {
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface Peer {
  readonly name: string;
  /** Its name in the tables. */
  readonly title: string;
  /** Goals compare jam with the best of the ranked peers; `other-jam` is another checkout, given by --jam. */
  readonly role: "jam" | "other-jam" | "baseline" | "ranked" | "shown";
  /** As the load generator takes it, with `\r\n` escaped. Empty if the server speaks first. */
  readonly request: string;
  readonly linesPerReply: number;
  /** Required programs, each with the Debian package that contains it. */
  readonly needs: Readonly<Record<string, string>>;
  /** A command that prints its version. */
  readonly version: readonly string[];
  /** Whether a row does not apply to this server, or is beyond it. */
  readonly skips: (row: {
    readonly connections: number;
    readonly pipeline: number;
    readonly churn: boolean;
  }) => boolean;
  command(start: Start): Command;
}

/** The connection limit given to every server: more than any row opens. */
export const ROOM = 16_000;

/** The request of every server that speaks jam's protocol. */
export const TIME = "TIME\\r\\n";
