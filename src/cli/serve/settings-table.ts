/** A flag table → the Markdown table of settings for the documentation. */
import { type FlagTable, kebab } from "../flags/flags.ts";
import { variableName } from "./settings.ts";

const HEAD = ["Flag", "Variable", "Default", "What it does"] as const;

/** One row per flag, in the order of the table. */
export function formatSettingsTable(table: FlagTable): string {
  const rows = Object.entries(table).map(([name, flag]) => [
    code(`--${kebab(name)}${flag.placeholder === undefined ? "" : ` ${flag.placeholder}`}`),
    code(variableName(name)),
    // A default that depends on the machine is a phrase, not code.
    flag.fallbackText.includes(" ") ? escapeCell(flag.fallbackText) : code(flag.fallbackText),
    escapeCell(flag.help),
  ]);
  return [HEAD, HEAD.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function code(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``;
}

/** Escapes what Markdown would interpret. */
function escapeCell(text: string): string {
  return text.replace(/[|*_<`\\]/g, "\\$&");
}
