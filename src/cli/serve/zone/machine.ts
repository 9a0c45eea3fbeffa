/** This machine's zones, by the variables TZ and TZDIR that jam was started with. */
import { type MachineZone, machineZone } from "../../../clock/machine-zone.ts";
import { ZoneDatabase } from "../../../clock/zone.ts";

/** A new one for each look, because the machine's zone files may be installed meanwhile. */
export function zoneDatabase(): ZoneDatabase {
  return new ZoneDatabase(process.env);
}

export function machineZoneNow(): MachineZone {
  return machineZone(zoneDatabase(), process.env);
}
