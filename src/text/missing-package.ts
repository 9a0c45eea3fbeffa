/** The text of an error → the npm package that is missing: Bun reports it by message only, for an import and for a bundle. */

/** Undefined if the error has another cause. */
export function missingPackage(error: unknown): string | undefined {
  const message = error instanceof AggregateError ? error.errors.map(String).join("\n") : String(error);
  return /(?:Cannot find (?:package|module)|Could not resolve:?) ["']([^"'./][^"']*)["']/.exec(message)?.[1];
}
