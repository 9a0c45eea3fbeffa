/** Messages → stderr; results go to stdout. Not by console.error, which Bun colours red. */

export function writeErr(line: string): void {
  // A message that cannot be written (disk full, reader gone) must not change how the command ends.
  if (process.stderr.listenerCount("error") === 0) process.stderr.on("error", () => {});
  process.stderr.write(`${line}\n`);
}
