/** Numbers and moments → text, in the language of the page and the zone of the server. */
import { type Language, perLanguage } from "../../language.ts";
import type { DurationUnits } from "./texts/texts.ts";

/** Made once: making a format costs far more than formatting, and a page of 500 rows formats 1,500 numbers. */
const WHOLE = perLanguage((locale) => new Intl.NumberFormat(locale));
const TENTHS = perLanguage((locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 1 }));

export function formatCount(language: Language, count: number): string {
  return WHOLE[language].format(Math.round(count));
}

/** The two largest units: `3 d 4 h`, `2 min 5 s`, `2.1 s`, `2 s`, `350 ms`. */
export function formatDuration(language: Language, units: DurationUnits, milliseconds: number): string {
  const time = Math.max(0, Math.round(milliseconds));
  if (time < 1000) return `${time} ${units.millisecond}`;
  // Whole seconds come from a clock that counts them.
  if (time < 10_000 && time % 1000 !== 0) {
    const seconds = TENTHS[language].format(Math.floor(time / 100) / 10);
    return `${seconds} ${units.second}`;
  }
  const seconds = Math.floor(time / 1000);
  const amounts: readonly (readonly [number, string])[] = [
    [Math.floor(seconds / 86_400), units.day],
    [Math.floor(seconds / 3600) % 24, units.hour],
    [Math.floor(seconds / 60) % 60, units.minute],
    [seconds % 60, units.second],
  ];
  const first = amounts.findIndex(([amount]) => amount > 0);
  const shown = amounts.slice(first, first + 2).filter(([amount], index) => index === 0 || amount > 0);
  return shown.map(([amount, unit]) => `${amount} ${unit}`).join(" ");
}

/** Seconds since the session began, to the microsecond: `2.104512 s`; with a point in both languages, like Wireshark. */
export function formatOffset(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(6)} s`;
}
