/** Equal faults of one client → one entry with their number. */
import type { SessionFault } from "../../facts/api.ts";

export interface MergedFault {
  /** The newest of them. */
  readonly fault: SessionFault;
  readonly count: number;
}

/** @param faults newest first, as the result is */
export function merged(faults: readonly SessionFault[]): readonly MergedFault[] {
  const byKind = new Map<string, MergedFault>();
  for (const fault of faults) {
    const key = `${fault.kind} ${fault.address}`;
    const known = byKind.get(key);
    byKind.set(key, known === undefined ? { fault, count: 1 } : { ...known, count: known.count + 1 });
  }
  return [...byKind.values()];
}
