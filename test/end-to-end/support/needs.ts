/** Tests that need a system tool: without it they are skipped, and name the Debian package. */
import { test } from "bun:test";

/** @returns a function to use like `test`; with `test.concurrent`, for tests that mostly wait */
export function needs(tool: string, debianPackage: string, how: typeof test = test) {
  const isMissing = Bun.which(tool) === null;
  return (title: string, run: () => Promise<void>, options?: number | { timeout?: number; retry?: number }) =>
    how.skipIf(isMissing)(`${title} (needs Debian's ${debianPackage})`, run, options);
}
