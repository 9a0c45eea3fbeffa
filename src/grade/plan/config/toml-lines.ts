/** The line of a TOML file on which a key stands: the parser keeps none. */
import { parse } from "smol-toml";

/**
 * @param text valid TOML
 * @param path names of tables, then of the key
 * @returns the line from 1 on which the statement begins that brings the key
 */
export function lineOf(text: string, path: readonly string[]): number {
  const lines = text.split("\n");
  // The least number of lines that, continued to the end of a statement, bring the key.
  let [low, high] = [1, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (hasPath(statementsOf(lines, middle), path)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A value of several lines is complete at its last one. */
function statementsOf(lines: readonly string[], count: number): unknown {
  for (let end = count; end <= lines.length; end++) {
    try {
      return parse(lines.slice(0, end).join("\n"));
    } catch {
      // The statement goes on.
    }
  }
  return undefined;
}

function hasPath(value: unknown, [first, ...rest]: readonly string[]): boolean {
  if (first === undefined) return true;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, first)) return false;
  return hasPath(Object.entries(value).find(([name]) => name === first)?.[1], rest);
}
