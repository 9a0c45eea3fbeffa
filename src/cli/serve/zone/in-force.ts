/** The zone that is served, and whether its rules on this machine have changed: each look reads them again. */
import type { Zone } from "../../../clock/zone.ts";
import { CommandError, EXIT } from "../../exit.ts";
import type { ZoneChanged, ZoneUnreadable } from "../log/zone.ts";
import { machineZoneNow, zoneDatabase } from "./machine.ts";

/** Changes are applied at the second look that finds them, so within 6 s: a file may be half written at the first. */
const LOOK_MS = 3_000;

interface Reading {
  /** The machine's is UTC if there is a fault. */
  readonly zone: Zone | undefined;
  readonly fault: string | undefined;
}

export class ZoneInForce {
  #choice: string | undefined;
  #reading: Reading;
  #zone: Zone;
  /** Seen once. */
  #pending: Reading | undefined;

  /** @param choice the name that --zone was given; undefined for the machine's own zone */
  constructor(choice: string | undefined) {
    this.#choice = choice;
    this.#reading = read(choice);
    this.#zone = zoneOf(this.#reading, choice);
  }

  get zone(): Zone {
    return this.#zone;
  }

  /** Why the machine's zone is not known; undefined if it is. */
  get fault(): string | undefined {
    return this.#reading.fault;
  }

  /** What would be served with another choice. @throws {CommandError} if there is no longer such a zone */
  zoneFor(choice: string | undefined): Zone {
    return choice === this.#choice ? this.#zone : zoneOf(read(choice), choice);
  }

  /** @param zone of this choice */
  follow(choice: string | undefined, zone: Zone): void {
    if (choice === this.#choice) return;
    this.#choice = choice;
    this.#reading = { zone, fault: undefined };
    this.#zone = zone;
    this.#pending = undefined;
  }

  /**
   * Reads the rules again. If they are not readable, the zone stays as it is.
   * @param isCertain whether a change need not be seen twice
   * @returns what has changed
   */
  look(isCertain = false): ZoneChanged | ZoneUnreadable | undefined {
    const reading = read(this.#choice);
    const isSeen = isCertain || Bun.deepEquals(reading, this.#pending);
    const isNew = !Bun.deepEquals(reading, this.#reading);
    this.#pending = isNew ? reading : undefined;
    if (!isNew || !isSeen) return undefined;
    this.#reading = reading;
    this.#pending = undefined;
    const from = this.#zone;
    const zone = reading.fault === undefined ? reading.zone : undefined;
    const isLost = zone?.rules === undefined && from.rules !== undefined; // the runtime's data may be older
    if (zone === undefined || isLost) {
      const why = reading.fault ?? `${from.data} is missing or damaged`;
      return { kind: "zone-unreadable", zone: from.name, why };
    }
    if (Bun.deepEquals(zone, from)) return undefined;
    this.#zone = zone;
    return { kind: "zone-changed", from: sourceOf(from), to: sourceOf(zone) };
  }

  /** @returns a function that ends it */
  watch(onChange: (event: ZoneChanged | ZoneUnreadable) => void): () => void {
    const timer = setInterval(() => {
      const event = this.look();
      if (event !== undefined) onChange(event);
    }, LOOK_MS);
    timer.unref();
    return () => clearInterval(timer);
  }
}

function read(choice: string | undefined): Reading {
  if (choice === undefined) return machineZoneNow();
  const zone = zoneDatabase().read(choice);
  return { zone, fault: zone === undefined ? `${choice} is not a zone of this machine` : undefined };
}

function zoneOf({ zone, fault = "" }: Reading, choice: string | undefined): Zone {
  if (zone === undefined)
    throw new CommandError(`the time zone ${choice} cannot be read: ${fault}.`, EXIT.environment);
  return zone;
}

function sourceOf({ name, data, version }: Zone) {
  return { zone: name, data, version };
}
