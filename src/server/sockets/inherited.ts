/** Listening sockets that another program opened and passed on: whether they can be served, and where they listen. */
import { adoptListener, listenerPlace } from "./linux/listener.ts";
import { systemCalls } from "./linux/system-calls.ts";

interface ListeningPlaces {
  readonly addresses: readonly string[];
  /** That of the first socket. */
  readonly port: number;
}

/** @returns where they listen; or the first that is no listening TCP socket */
export function adoptListeners(descriptors: readonly number[]): ListeningPlaces | { readonly bad: number } {
  const calls = systemCalls();
  const bad = descriptors.find((descriptor) => calls === undefined || !adoptListener(calls, descriptor));
  if (calls === undefined || bad !== undefined) return { bad: bad ?? 0 };
  const places = descriptors.map((descriptor) => listenerPlace(calls, descriptor));
  return { addresses: [...new Set(places.map(({ address }) => address))], port: places[0]?.port ?? 0 };
}
