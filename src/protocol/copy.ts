/** Copies bytes in the fastest way for their number. */

/** Below this many bytes a loop is faster than a view and a call into the engine. */
const SHORT = 256;

/** Copies `source[from, to)` to `target` at `at`. */
export function copyBytes(
  source: Uint8Array,
  from: number,
  to: number,
  target: Uint8Array,
  at: number,
): void {
  if (to - from > SHORT) target.set(source.subarray(from, to), at);
  else for (let index = from; index < to; index++) target[at + index - from] = source[index] as number;
}
