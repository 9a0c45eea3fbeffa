/** A duration such as `10s`, `500ms` or `2m` → milliseconds. */
import type { Flag } from "./flags.ts";

const MS_OF = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;
const FORM = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/;

/** A number without a unit is seconds. */
export function durationFlag(
  range: { readonly defaultMs: number; readonly minMs: number; readonly maxMs: number },
  words: { readonly help: string; readonly fallbackText?: string },
): Flag<number> {
  return {
    placeholder: "TIME",
    fallback: () => range.defaultMs,
    fallbackText: words.fallbackText ?? `${range.defaultMs / 1000}s`,
    help: words.help,
    parse(text) {
      const [, number, unit = "s"] = FORM.exec(text) ?? [];
      const ms = Number(number) * MS_OF[unit as keyof typeof MS_OF];
      if (ms >= range.minMs && ms <= range.maxMs) return ms;
      const bounds = `from ${range.minMs} ms to ${range.maxMs / 1000} s`;
      throw new Error(`must be a time ${bounds}, such as 10s, 500ms or 2m, not ${JSON.stringify(text)}.`);
    },
  };
}
