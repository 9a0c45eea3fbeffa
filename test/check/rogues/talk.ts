/** A raw client of the gallery's servers: pieces out, each in a segment of its own, and what comes back as text. */
import { connect, type Socket } from "node:net";
import { startRogue } from "../../../src/check/rogues/start.ts";

export const FIN = "<fin>";

export class Client {
  /** All that came, a character a byte, then `<closed>` or `<reset>` once the server has ended it. */
  text = "";
  readonly #socket: Socket;
  #changed = Promise.withResolvers<void>();

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (bytes) => this.#add(bytes.toString("latin1")));
    socket.on("end", () => this.#add("<closed>"));
    socket.on("error", () => this.#add("<reset>"));
  }

  static open(port: number): Promise<Client> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true, noDelay: true });
      socket.once("error", reject);
      socket.once("connect", () => {
        socket.off("error", reject);
        resolve(new Client(socket));
      });
    });
  }

  send(piece: string): void {
    if (piece === FIN) this.#socket.end();
    else this.#socket.write(Buffer.from(piece, "latin1"));
  }

  /** Waits for text that fits; the test's time limit ends a wait in vain. */
  async until(expected: RegExp): Promise<string> {
    while (!expected.test(this.text)) await this.#changed.promise;
    return this.text;
  }

  reset(): void {
    this.#socket.resetAndDestroy();
  }

  close(): void {
    this.#socket.destroy();
  }

  #add(text: string): void {
    this.text += text;
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}

/** Runs against a server of the gallery, in this process, on a free port. */
export async function withRogue<T>(id: string, run: (port: number) => Promise<T>): Promise<T> {
  const rogue = await startRogue(id, 0);
  try {
    return await run(rogue.port);
  } finally {
    await rogue.stop();
  }
}

/** One more client is answered: what was sent before on other connections has been read by then. */
export async function roundTrip(port: number): Promise<void> {
  const client = await Client.open(port);
  client.send("HELLO\r\nTIME\r\nQUIT\r\n");
  await client.until(/ERROR|\d:|<(closed|reset)>/);
  client.close();
}

/** Sends each piece when the one before was read, and waits for a text that fits. */
export function talk(id: string, pieces: readonly string[], expected: RegExp): Promise<string> {
  return withRogue(id, async (port) => {
    const client = await Client.open(port);
    for (const [index, piece] of pieces.entries()) {
      if (index > 0 && piece !== FIN) await roundTrip(port);
      client.send(piece);
    }
    const text = await client.until(expected);
    client.close();
    return text;
  });
}
