/** Runs a program to its end: its output and how it exited. */
import { cleanEnvironment } from "./jam-server.ts";

interface Run {
  readonly input?: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** It is killed after this long; `exit` is then null. */
  readonly seconds?: number;
}

export interface Ended {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export async function runProgram(command: readonly string[], run: Run = {}): Promise<Ended> {
  const child = Bun.spawn([...command], {
    stdin: new TextEncoder().encode(run.input ?? ""),
    stdout: "pipe",
    stderr: "pipe",
    env: cleanEnvironment(run.env),
    timeout: (run.seconds ?? 30) * 1000,
    killSignal: "SIGKILL",
    ...(run.cwd === undefined ? {} : { cwd: run.cwd }),
  });
  const [stdout, stderr] = await Promise.all([child.stdout.text(), child.stderr.text()]);
  await child.exited;
  return { exit: child.exitCode, stdout, stderr };
}
