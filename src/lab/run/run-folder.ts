/** The record in the folder of a run: `lab run` writes it, report and verify read it. */

/** `run.json`: what was done, beside the captures `HOST.pcapng` and the server's `server.log`. */
export interface RunRecord {
  readonly schema: 1;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly hosts: readonly { readonly name: string; readonly address: string }[];
  readonly server: {
    readonly host: string;
    readonly address: string;
    readonly port: number;
    readonly command: readonly string[];
    /** Missing in runs of earlier versions. */
    readonly output?: ServerOutput;
    /** The source files that the command names; missing in runs of earlier versions. */
    readonly sources?: readonly SourceFile[];
  };
  readonly captures: readonly { readonly host: string; readonly file: string }[];
  readonly experiments: readonly ExperimentRecord[];
  readonly machine: { readonly kernel: string; readonly tools: Readonly<Record<string, string>> };
}

/** What the server printed, stdout and stderr together; `server.log` has all of it, without times. */
export interface ServerOutput {
  /** Seconds since 1970. */
  readonly startedAt: number;
  readonly chunks: TerminalRecord["output"];
  /** Of a long output the beginning is kept. */
  readonly charactersLeftOut: number;
}

export interface SourceFile {
  /** As it was named. */
  readonly name: string;
  readonly text: string;
}

export interface ExperimentRecord {
  readonly id: string;
  readonly clause: string;
  /** What each terminal showed, in the order in which the commands began. */
  readonly terminals: readonly TerminalRecord[];
}

export interface TerminalRecord {
  readonly host: string;
  /** As a person would type it. */
  readonly command: string;
  /** Seconds since 1970. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly exitCode: number;
  /** Chunks of output, stdout and stderr as the terminal shows them. */
  readonly output: readonly { readonly at: number; readonly text: string }[];
}

/** The exit codes of timeout(1) after SIGTERM, and after SIGKILL. */
const TIME_UP: readonly number[] = [124, 137];

/** After how many seconds the run stopped the command; undefined if it ended by itself. */
export function endedByRunAfter({ exitCode, startedAt, endedAt }: TerminalRecord): number | undefined {
  return TIME_UP.includes(exitCode) ? Number((endedAt - startedAt).toFixed(1)) : undefined;
}
