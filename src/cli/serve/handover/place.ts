/** Where the server listens, and on whose sockets: systemd's, those of the server that it takes over from, or its own. */
import type { Settings } from "../../../server/settings.ts";
import type { Handover } from "../../../server/threads/handover.ts";
import { UsageError } from "../../exit.ts";
import type { ServeValues } from "../serve-flags.ts";
import { activatedPlace } from "./activation.ts";
import type { Previous } from "./ask.ts";
import type { Offer } from "./offer.ts";

export interface Place {
  readonly settings: Settings;
  /** The running server that hands its sockets over; undefined if there is none. */
  readonly previous: Previous | undefined;
  /** Offers the sockets to the next server; does nothing without --takeover. */
  readonly offer: (handoverNow: () => Handover) => Offer;
}

const NO_OFFER: Offer = { taken: new Promise(() => {}), close() {} };

/**
 * With sockets of systemd nothing is taken over: it keeps them through a restart.
 * @throws {CommandError}
 */
export async function findPlace(
  settings: Settings,
  { takeover }: Pick<ServeValues, "takeover">,
  environment: Record<string, string | undefined>,
): Promise<Place> {
  const activated = activatedPlace(environment);
  if (activated !== undefined || !takeover)
    return { settings: { ...settings, ...activated }, previous: undefined, offer: () => NO_OFFER };
  if (settings.port === 0)
    throw new UsageError("--takeover needs the port of the running server, not --port 0.");
  const [{ takeoverPath }, { askForListeners }, { offerListeners }] = await Promise.all([
    import("./folder.ts"),
    import("./ask.ts"),
    import("./offer.ts"),
  ]);
  const path = takeoverPath(settings, environment);
  const previous = await askForListeners(path);
  const inherited = previous && { descriptors: previous.descriptors, isKeptOpen: false };
  return {
    settings: { ...settings, inherited },
    previous,
    offer: (handoverNow) => offerListeners(path, handoverNow),
  };
}
