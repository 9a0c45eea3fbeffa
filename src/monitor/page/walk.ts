/** Arrow keys in a list of rows of buttons: the Tab key stops once for all of it. */

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};
const SIDE_STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/** Moves the focus as a key asks: up and down between the rows, to the side between the buttons of one. */
export function walk(event: KeyboardEvent, list: HTMLElement | null, rowSelector: string): void {
  const rows = [...(list?.querySelectorAll<HTMLElement>(rowSelector) ?? [])].map((row) => [
    ...row.querySelectorAll<HTMLElement>("button"),
  ]);
  const at = rows.findIndex((buttons) => buttons.includes(document.activeElement as HTMLElement));
  const place = rows[at]?.indexOf(document.activeElement as HTMLElement) ?? -1;
  const step = STEPS[event.key];
  const side = SIDE_STEPS[event.key];
  if (at < 0 || (step === undefined && side === undefined)) return;
  event.preventDefault();
  const row = rows[clamp(at + (step ?? 0), rows.length)] ?? [];
  row[clamp(place + (side ?? 0), row.length)]?.focus();
}

function clamp(index: number, length: number): number {
  return Math.min(length - 1, Math.max(0, index));
}
