/** `--weights FILE`: what each case counts in the grade, from a TOML file. */
import { readFileSync } from "node:fs";
import { parse, TomlError } from "smol-toml";
import { CASE_IDS } from "../../check/cases/registry.ts";
import type { Weights } from "../../check/result.ts";
import { didYouMean } from "../../text/nearest.ts";
import { UsageError } from "../exit.ts";

/**
 * @param chosen the cases of this check: one of them has to count
 * @throws {UsageError} for a file that cannot be read, an unknown case, a negative number, or nothing that counts
 */
export function readWeights(file: string, chosen: readonly string[]): Weights {
  const weights = Object.entries(readToml(file)).map(([id, value]) => {
    if (!CASE_IDS.some((known) => known === id)) {
      throw new UsageError(`${file}: no case is named ${JSON.stringify(id)}.${didYouMean(id, CASE_IDS)}`);
    }
    const weight = typeof value === "bigint" ? Number(value) : value;
    if (typeof weight === "number" && weight >= 0 && Number.isFinite(weight)) return [id, weight] as const;
    throw new UsageError(
      `${file}: ${id} must be a number from 0, not ${typeof value === "object" ? "a table or a list" : String(value)}.`,
    );
  });
  if (weights.some(([id, weight]) => weight > 0 && chosen.includes(id))) return Object.fromEntries(weights);
  throw new UsageError(`${file}: no case of this check counts; give at least one a number above 0.`);
}

function readToml(file: string): Readonly<Record<string, unknown>> {
  try {
    return parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof TomlError) throw new UsageError(`${file}, line ${error.line}: not valid TOML.`);
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : error}.`);
  }
}
