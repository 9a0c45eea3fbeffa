/** Does the steps of an experiment at real terminals → its record. */
import type { LabDaemon } from "../network/daemon.ts";
import type { Experiment, Step } from "./experiment.ts";
import type { ExperimentRecord } from "./run-folder.ts";
import { Terminal } from "./terminal.ts";

export async function runExperiment(daemon: LabDaemon, experiment: Experiment): Promise<ExperimentRecord> {
  const { id, clause, steps, limitSeconds } = experiment;
  const terminals = new Map<string, Terminal>();
  for (const step of steps) {
    if (step.kind === "open") {
      const { terminal, host, command } = step;
      terminals.set(terminal, new Terminal(daemon, host, command, limitSeconds));
    } else {
      await take(step, terminals);
    }
  }
  return { id, clause, terminals: await finishAll(terminals) };
}

async function take(
  step: Exclude<Step, { readonly kind: "open" }>,
  terminals: ReadonlyMap<string, Terminal>,
): Promise<void> {
  switch (step.kind) {
    case "see":
      return terminals.get(step.terminal)?.see(step.text, step.times, step.seconds);
    case "type":
      return terminals.get(step.terminal)?.type(step.keys);
    case "pause":
      return Bun.sleep(step.seconds * 1000);
    case "finish":
      await finishAll(terminals);
  }
}

function finishAll(terminals: ReadonlyMap<string, Terminal>) {
  return Promise.all([...terminals.values()].map((terminal) => terminal.finish()));
}
