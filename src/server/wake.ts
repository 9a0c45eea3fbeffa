/** Wakes a thread that waits in the kernel, so that it takes the message that was sent to it. */
import { writeSync } from "node:fs";

/** What eventfd(2) takes: one event, as eight bytes. */
const WAKE = new Uint8Array(new BigUint64Array([1n]).buffer);

/** @param waker see `Sockets`; undefined where a message wakes by itself */
export function wake(waker: number | undefined): void {
  if (waker !== undefined) writeSync(waker, WAKE);
}
