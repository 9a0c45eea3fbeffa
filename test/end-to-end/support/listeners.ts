/** Listening sockets of the test itself, as a service manager has them. */
import { closeSync } from "node:fs";
import { listenerPlace, openListener } from "../../../src/server/sockets/linux/listener.ts";
import { type SystemCalls, systemCalls } from "../../../src/server/sockets/linux/system-calls.ts";

function calls(): SystemCalls {
  const found = systemCalls();
  if (found === undefined) throw new Error("only on Linux");
  return found;
}

/** To be declared with `using`. */
export class Listener implements Disposable {
  readonly descriptor: number;
  readonly port: number;

  /** @param isShared whether others can listen on the port too (SO_REUSEPORT) */
  constructor(port = 0, isShared = false) {
    this.descriptor = openListener(calls(), { address: "127.0.0.1", port, isShared });
    this.port = listenerPlace(calls(), this.descriptor).port;
  }

  [Symbol.dispose](): void {
    closeSync(this.descriptor);
  }
}
