/** Changes of the zone → text for a person at a terminal. */
import type { Painter } from "../../../text/painter.ts";

interface ZoneSource {
  readonly zone: string;
  /** Where the rules are from: a file, `TZ`, or the runtime. */
  readonly data: string;
  /** Of the zone database; undefined if it is not known. */
  readonly version: string | undefined;
}

/** The machine's zone is another one, or the rules of the zone are. */
export interface ZoneChanged {
  readonly kind: "zone-changed";
  readonly from: ZoneSource;
  readonly to: ZoneSource;
}

/** At the start UTC is served; later the zone stays as it was. */
export interface ZoneUnreadable {
  readonly kind: "zone-unreadable";
  /** The zone that is served. */
  readonly zone: string;
  readonly why: string;
}

export function formatZone(event: ZoneChanged | ZoneUnreadable, paint: Painter): string {
  if (event.kind === "zone-unreadable")
    return `${paint.yellow("the time zone cannot be read")}: ${event.why}; ${event.zone} is served`;
  return `${paint.yellow("the time zone changed")} from ${formatSource(event.from)} to ${formatSource(event.to)}`;
}

/** `Asia/Jakarta (tzdata 2026a, /usr/share/zoneinfo/Asia/Jakarta)`. */
export function formatSource({ zone, data, version }: ZoneSource): string {
  return `${zone} (${version === undefined ? "" : `tzdata ${version}, `}${data})`;
}
