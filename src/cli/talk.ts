/** Talk goes to stderr, results to stdout. Written directly, since the runtime's console.error paints it red. */

export function talk(line: string): void {
  process.stderr.write(`${line}\n`);
}
