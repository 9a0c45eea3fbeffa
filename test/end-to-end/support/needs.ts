/** Tests that need a tool of the system: without it they are reported as skipped, by the Debian package's name. */
import { test } from "bun:test";

/** @returns what stands for `test` */
export function needs(tool: string, debianPackage: string) {
  const isMissing = Bun.which(tool) === null;
  return (title: string, run: () => Promise<void>, milliseconds?: number) =>
    test.skipIf(isMissing)(`${title} (needs Debian's ${debianPackage})`, run, milliseconds);
}
