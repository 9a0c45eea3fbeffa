/** Waits for what the server does with a connection before it answers: accept it, and read what was sent. */
import type { Address } from "../target/route.ts";
import type { Connection } from "./connection.ts";
import { type Delivery, deliveryOf } from "./delivery.ts";

const LOOK_PAUSE_MS = 1;
const QUICK_LOOKS = 4;
/** A server that serves one client after another accepts the next only when this one has gone. */
const ACCEPT_MS = 20;
/** Between connects to a server that cannot be watched, or that accepts later: with a backlog of 1 an early SYN is dropped. */
const BLIND_PAUSE_MS = 4;
/** Longer than a SYN-ACK takes to be sent again. */
const READ_MS = 1_200;

interface Watched {
  readonly address: Address;
  readonly timeScale: number;
  readonly hurryMs?: number | undefined;
}

/** Until the server has taken it from its backlog; a few milliseconds where that cannot be seen. */
export async function untilAccepted(connection: Connection, { address }: Watched): Promise<void> {
  const deadline = performance.now() + ACCEPT_MS;
  for (let looks = 1; ; looks++) {
    const delivery = lookAt(connection, address);
    if (delivery === undefined && connection.ending === undefined) return Bun.sleep(BLIND_PAUSE_MS);
    if (delivery !== "in-backlog" || performance.now() >= deadline) return;
    // Most servers accept within a fraction of a millisecond.
    if (looks <= QUICK_LOOKS) await new Promise((resolve) => setImmediate(resolve));
    else await Bun.sleep(LOOK_PAUSE_MS);
  }
}

/** Until the server has read what was sent, or for some time: how far it has come. `read` where that cannot be seen. */
export async function untilRead(
  connection: Connection,
  { address, timeScale, hurryMs = Number.POSITIVE_INFINITY }: Watched,
): Promise<Delivery> {
  const deadline = performance.now() + Math.min(READ_MS * timeScale, hurryMs);
  for (;;) {
    const delivery = lookAt(connection, address) ?? "read";
    if (delivery === "read" || connection.ending !== undefined) return "read";
    if (performance.now() >= deadline) return delivery;
    await Bun.sleep(LOOK_PAUSE_MS);
  }
}

function lookAt({ local, ending }: Connection, server: Address): Delivery | undefined {
  return local === undefined || ending !== undefined ? undefined : deliveryOf(local, server);
}
