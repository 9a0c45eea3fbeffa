/** A flag table → the Markdown table of settings for the documentation. */
import { kebab } from "../flags/flags.ts";
import type { SettingTable } from "./setting.ts";
import { variableName } from "./settings.ts";

const HEAD = ["Flag", "Variable", "Default", "Reload", "What it does"] as const;

/** One row per flag, in the order of the table. */
export function formatSettingsTable(table: SettingTable): string {
  const rows = Object.entries(table).map(([name, flag]) => [
    code(`--${kebab(name)}${flag.placeholder === undefined ? "" : ` ${flag.placeholder}`}`),
    code(variableName(name)),
    // A default that depends on the machine is a phrase, not code.
    flag.fallbackText.includes(" ") ? escapeCell(flag.fallbackText) : code(flag.fallbackText),
    reloadCell(flag),
    escapeCell(flag.help),
  ]);
  return [HEAD, HEAD.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Whether a reload puts a new value in force; a row that decides by the value in force is described by its default. */
function reloadCell({ needsRestart, fallback, fallbackText }: SettingTable[string]): string {
  if (typeof needsRestart === "boolean") return needsRestart ? "restart" : "yes";
  return needsRestart(fallback())
    ? `yes; from ${fallbackText}: restart`
    : `restart; from ${fallbackText}: yes`;
}

function code(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``;
}

/** Escapes what Markdown would interpret. */
function escapeCell(text: string): string {
  return text.replace(/[|*_<`\\]/g, "\\$&");
}
