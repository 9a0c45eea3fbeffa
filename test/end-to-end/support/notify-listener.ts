/** The manager's side of sd_notify: a Unix datagram socket, whose messages are collected. Python has them, Bun has not. */
import { Lines } from "./lines.ts";

const PROGRAM = `
import json, socket, sys
path = sys.argv[1]
listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
listener.bind("\\0" + path[1:] if path.startswith("@") else path)
print(json.dumps(["bound"]), flush=True)
while True:
    print(json.dumps(listener.recv(65536).decode().split("\\n")), flush=True)
`;

/** To be declared with `await using`. */
export class NotifyListener implements AsyncDisposable {
  readonly #process: Bun.Subprocess<"ignore", "pipe", "inherit">;
  readonly #lines: Lines;

  private constructor(path: string) {
    this.#process = Bun.spawn(["python3", "-c", PROGRAM, path], { stdio: ["ignore", "pipe", "inherit"] });
    this.#lines = new Lines(this.#process.stdout);
  }

  static async bind(path: string): Promise<NotifyListener> {
    const listener = new NotifyListener(path);
    await listener.waitFor("bound");
    return listener;
  }

  /** The fields of each message so far. */
  get messages(): readonly (readonly string[])[] {
    return this.#lines.all.map((line) => JSON.parse(line) as readonly string[]);
  }

  /** The first message, past or to come, with this field. */
  waitFor(field: string, count = 1): Promise<readonly string[]> {
    return this.#lines.waitFor(() => {
      const found = this.messages.filter((fields) => fields.includes(field));
      return found.length >= count ? found.at(-1) : undefined;
    }, 15);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.#process.exited;
  }
}
