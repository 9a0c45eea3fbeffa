/** The result of a reload → text for a person at a terminal. */
import type { Painter } from "../../../text/painter.ts";

export interface SettingChange {
  /** The flag's name without its dashes. */
  readonly setting: string;
  readonly from: unknown;
  readonly to: unknown;
}

export interface SettingsReloaded {
  readonly kind: "settings-reloaded";
  readonly changed: readonly SettingChange[];
  readonly needRestart: readonly SettingChange[];
}

export interface SettingsRejected {
  readonly kind: "settings-rejected";
  readonly why: string;
}

export function formatSettings(event: SettingsReloaded | SettingsRejected, paint: Painter): string {
  if (event.kind === "settings-rejected")
    return `${paint.red("reload rejected")}, the previous settings stay in force: ${event.why}`;
  const { changed, needRestart } = event;
  if (changed.length + needRestart.length === 0) return "settings reloaded: nothing changed";
  const parts = [
    ...changed.map(formatChange),
    ...needRestart.map((change) => `${formatChange(change)} ${paint.yellow("needs a restart")}`),
  ];
  return `settings reloaded: ${parts.join(", ")}`;
}

function formatChange({ setting, from, to }: SettingChange): string {
  return `${setting} ${JSON.stringify(from)} → ${JSON.stringify(to)}`;
}
