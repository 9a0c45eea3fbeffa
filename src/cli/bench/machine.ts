/** The machine that the generator runs on, as far as it matters for comparing results. */
import { availableParallelism, cpus, machine, release, type } from "node:os";

export interface Machine {
  /** Such as `Linux 6.1.0 x86_64`. */
  readonly system: string;
  /** Empty if the system does not report it. */
  readonly processor: string;
  /** That this process may use. */
  readonly cores: number;
}

export function thisMachine(): Machine {
  const system = `${type()} ${release()} ${machine()}`;
  return { system, processor: cpus()[0]?.model.trim() ?? "", cores: availableParallelism() };
}
