/** Talk goes to stderr, results to stdout. Written directly, since the runtime's console.error paints it red. */

export function writeErr(line: string): void {
  // What cannot be told is no reason to end in another way: the disk is full, or the reader has gone.
  if (process.stderr.listenerCount("error") === 0) process.stderr.on("error", () => {});
  process.stderr.write(`${line}\n`);
}
