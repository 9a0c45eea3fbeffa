/** A zone by its name, of this machine's files or the runtime's own data. */
import { type Zone, ZoneDatabase } from "../../src/clock/zone.ts";

const database = new ZoneDatabase({});

export function zoneNamed(name: string): Zone {
  const zone = database.read(name);
  if (zone === undefined) throw new Error(`there is no zone ${name}`);
  return zone;
}
