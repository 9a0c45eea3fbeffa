/** Numbers, bytes and names for a sentence. Pure. */
import { type Language, perLanguage } from "../../language.ts";
import { formatHostPort } from "../../text/host-port.ts";
import type { Session } from "../capture/facts.ts";
import type { Endpoint } from "../capture/packet.ts";

/** Longer texts and byte rows are cut in a sentence. */
const SHOWN_CHARACTERS = 48;
const SHOWN_BYTES = 32;

const SIX_DIGITS = { minimumFractionDigits: 6, maximumFractionDigits: 6 };
const SECONDS = perLanguage((locale) => new Intl.NumberFormat(locale, SIX_DIGITS));
const NUMBERS = perLanguage((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }));
const LISTS = perLanguage((locale) => new Intl.ListFormat(locale, { type: "conjunction" }));

/** Seconds with Wireshark's six digits. */
export function secondsIn(language: Language, seconds: number): string {
  return SECONDS[language].format(seconds);
}

export function numberIn(language: Language, value: number | undefined): string {
  return value === undefined ? "?" : NUMBERS[language].format(value);
}

export function code(text: string | undefined): string {
  const shown = (text ?? "").replaceAll("`", "'");
  return `\`${shown.length > SHOWN_CHARACTERS ? `${shown.slice(0, SHOWN_CHARACTERS)}…` : shown}\``;
}

export function bytes(hex: string | undefined): string {
  const all = (hex ?? "").match(/../g) ?? [];
  return `\`${all.slice(0, SHOWN_BYTES).join(" ")}${all.length > SHOWN_BYTES ? " …" : ""}\``;
}

export const sizeOf = (hex: string | undefined) => (hex ?? "").length / 2;

/** `1 session`, `2 sessions`. */
export function counted(count: number, one: string, many: string): string {
  return `${numberIn("en", count)} ${count === 1 ? one : many}`;
}

/** `address:port`, with an IPv6 address in brackets. */
export function endpoint({ address, port }: Endpoint): string {
  return formatHostPort(address, port);
}

export function clientOf({ client, clientHost }: Session): string {
  return clientHost === undefined ? endpoint(client) : `${clientHost} (${endpoint(client)})`;
}

/** `a, b and c`. */
export function listIn(language: Language, items: readonly string[]): string {
  return LISTS[language].format(items);
}

const FEW = 6;

/** The first of a long list, and how many more there are. */
export function fewOf(items: readonly string[]): readonly [readonly string[], number] {
  return [items.slice(0, FEW), Math.max(0, items.length - FEW)];
}
