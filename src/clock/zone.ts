/** Names of time zones: the machine's own, and whether a name is valid. */

/** The zone of this machine by its IANA name, from TZ or /etc/localtime; UTC if neither names one. */
export function machineZone(): string {
  return Temporal.Now.timeZoneId();
}

/** The name as the zone database spells it, or undefined if there is no such zone. */
export function findZone(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Every name that the zone database lists; aliases such as `EST` are valid and not listed. */
export function zoneNames(): readonly string[] {
  return Intl.supportedValuesOf("timeZone");
}
