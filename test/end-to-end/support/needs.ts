/** Tests that need a tool of the system: without it they are reported as skipped, by the Debian package's name. */
import { test } from "bun:test";

/** @param run test, or test.concurrent */
export function needs(tool: string, debianPackage: string, run: typeof test = test) {
  const isMissing = Bun.which(tool) === null;
  return (title: string, body: () => Promise<void>, milliseconds?: number) =>
    run.skipIf(isMissing)(`${title} (needs Debian's ${debianPackage})`, body, milliseconds);
}
