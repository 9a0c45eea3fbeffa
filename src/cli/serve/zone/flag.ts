/** The flag --zone: the IANA name of a zone. For what people write instead, the message has that name. */
import { momentIn } from "../../../clock/moment.ts";
import { type ZoneDatabase, zoneNames } from "../../../clock/zone.ts";
import { didYouMean } from "../../../text/nearest.ts";
import { textFlag } from "../../flags/flag-kinds.ts";
import { machineZoneNow, zoneDatabase } from "./machine.ts";

/** Known on every machine; the others are looked up in its zone files. */
const INDONESIA: Readonly<Record<string, string>> = {
  WIB: "Asia/Jakarta",
  WITA: "Asia/Makassar",
  WIT: "Asia/Jayapura",
};

const MAX_SUGGESTIONS = 3;
const HALF_YEAR_SECONDS = 182 * 86_400;

export const zoneFlag = textFlag(
  () => machineZoneNow().zone.name,
  {
    placeholder: "ZONE",
    help: "time zone by its IANA name, such as Asia/Jakarta",
    fallbackText: "the machine's",
  },
  (text) => {
    const database = zoneDatabase();
    const name = database.find(text);
    if (name !== undefined) return name;
    const hint = hintFor(text, database);
    throw new Error(`must be the IANA name of a time zone, not ${JSON.stringify(text)}.${hint}`);
  },
);

function hintFor(text: string, database: ZoneDatabase): string {
  const abbreviation = text.toUpperCase().replace(/^((?!UTC|GMT)[A-Z]+)[+-]?\d{1,2}$/, "$1"); // WIB-7, UTC+7
  const zones = zonesCalled(abbreviation, database);
  if (zones.length > 0) return ` ${abbreviation} is ${zones.join(" or ")}.`;
  const city = cityOf(text) ?? offsetOf(text);
  return city === undefined ? didYouMean(text, zoneNames()) : ` Did you mean ${city}?`;
}

/** The zones whose clocks have this abbreviation now or in half a year. */
function zonesCalled(abbreviation: string, database: ZoneDatabase): readonly string[] {
  const indonesian = Object.hasOwn(INDONESIA, abbreviation) ? INDONESIA[abbreviation] : undefined;
  if (indonesian !== undefined) return [indonesian];
  if (!/^[A-Z]{3,5}$/.test(abbreviation)) return [];
  const now = Math.floor(Date.now() / 1000);
  const isCalledSo = (name: string) => {
    const zone = database.read(name);
    if (zone?.rules === undefined) return false;
    return [now, now + HALF_YEAR_SECONDS].some((at) => momentIn(zone, at).abbreviation === abbreviation);
  };
  return zoneNames().filter(isCalledSo).slice(0, MAX_SUGGESTIONS);
}

/** `Jakarta` and `New York` → the zone of that name. */
function cityOf(text: string): string | undefined {
  const city = text.trim().replaceAll(" ", "_").toLowerCase();
  return zoneNames().find((name) => name.toLowerCase().endsWith(`/${city}`));
}

/** `UTC+7` → `+07:00`. */
function offsetOf(text: string): string | undefined {
  const [, sign, hours = "", minutes = "00"] = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d\d))?$/i.exec(text) ?? [];
  return sign === undefined || Number(hours) > 14 ? undefined : `${sign}${hours.padStart(2, "0")}:${minutes}`;
}
