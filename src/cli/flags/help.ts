/** Flag tables and commands → help text. */
import { wrap } from "../../text/wrap.ts";
import { type FlagTable, kebab } from "./flags.ts";

const WIDTH = 100;

/** One entry a flag, aligned, wrapped to WIDTH. */
export function formatFlags(table: FlagTable): string {
  const rows = Object.entries(table).map(([name, flag]) => ({
    left: `--${kebab(name)}${flag.placeholder === undefined ? "" : ` ${flag.placeholder}`}`,
    right: `${flag.help} (${flag.fallbackText})`,
  }));
  const column = Math.max(...rows.map((row) => row.left.length)) + 4;
  return rows
    .map(({ left, right }) => {
      const lines = wrap(right, WIDTH - column);
      return [
        `  ${left}`.padEnd(column) + lines[0],
        ...lines.slice(1).map((line) => " ".repeat(column) + line),
      ].join("\n");
    })
    .join("\n");
}
