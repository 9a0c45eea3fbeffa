/** What the runner knows of a server that is measured: how it is started, asked and named. */

/** `one`: one serving thread; `default`: as it comes out of the box. */
export type Threads = "one" | "default" | number;

export interface Start {
  readonly port: number;
  readonly threads: Threads;
  /** What was compiled for this run, and where peers may write. */
  readonly folder: string;
}

interface Command {
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface Peer {
  readonly name: string;
  /** What the tables call it. */
  readonly title: string;
  /** Of the ranked peers the best is what the goals are measured by. */
  readonly role: "jam" | "floor" | "ranked" | "shown";
  /** As the load generator reads it: `\r\n` written out. Empty where the server speaks first. */
  readonly request: string;
  readonly linesPerReply: number;
  /** Programs that have to be installed, each with the Debian package that brings it. */
  readonly needs: Readonly<Record<string, string>>;
  /** A command that prints its version. */
  readonly version: readonly string[];
  /** Rows by name that say nothing of this server, or that it cannot do. */
  readonly leftOut: (row: {
    readonly connections: number;
    readonly pipeline: number;
    readonly churn: boolean;
  }) => boolean;
  command(start: Start): Command;
}

/** Connections that every server is given room for: over the most that is tried. */
export const ROOM = 16_000;

/** The request of every server that tells the time as jam does. */
export const TIME = "TIME\\r\\n";
