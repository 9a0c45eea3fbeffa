/** What came of reading the settings again → words for a person at a terminal. */
import type { Painter } from "../../../text/painter.ts";

export interface SettingChange {
  /** The flag's name without its dashes. */
  readonly setting: string;
  readonly from: unknown;
  readonly to: unknown;
}

export interface SettingsRead {
  readonly kind: "settings-read";
  readonly changed: readonly SettingChange[];
  readonly needRestart: readonly SettingChange[];
}

export interface SettingsRefused {
  readonly kind: "settings-refused";
  readonly why: string;
}

export function formatSettings(event: SettingsRead | SettingsRefused, paint: Painter): string {
  if (event.kind === "settings-refused")
    return `${paint.red("settings refused")}, those before stay in force: ${event.why}`;
  const { changed, needRestart } = event;
  if (changed.length + needRestart.length === 0) return "settings read again: nothing has changed";
  const parts = [
    ...changed.map(formatChange),
    ...needRestart.map((change) => `${formatChange(change)} ${paint.yellow("needs a restart")}`),
  ];
  return `settings read again: ${parts.join(", ")}`;
}

function formatChange({ setting, from, to }: SettingChange): string {
  return `${setting} ${JSON.stringify(from)} → ${JSON.stringify(to)}`;
}
