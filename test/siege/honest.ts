/** Well-behaved clients: they send requests at a fixed rate, and check that each reply's time lies between request and reply. */

const ASK_MS = 10;
const DAY = 86_400;

export class HonestClients implements Disposable {
  readonly #latencies: number[] = [];
  readonly #wrong: string[] = [];
  readonly #sockets: Bun.Socket<Question>[] = [];
  #asking: Timer | undefined;

  static async dial(port: number, count: number): Promise<HonestClients> {
    const clients = new HonestClients();
    for (let index = 0; index < count; index++) {
      clients.#sockets.push(
        await Bun.connect<Question>({
          hostname: "127.0.0.1",
          port,
          data: { askedAt: 0, wallAt: 0, isOpen: false },
          socket: {
            data: (socket, chunk) => clients.#receive(socket.data, chunk.toString("latin1")),
            close: () => {
              if (clients.#asking !== undefined) clients.#wrong.push("(closed)");
            },
            error() {},
          },
        }),
      );
    }
    return clients;
  }

  /** Sends requests for this many seconds. */
  async ask(seconds: number) {
    this.#latencies.length = 0;
    let turn = 0;
    this.#asking = setInterval(() => {
      // One after the other, so that the requests are spread over the time.
      const socket = this.#sockets[turn++ % this.#sockets.length];
      if (socket !== undefined && !socket.data.isOpen) this.#askOne(socket);
    }, ASK_MS / this.#sockets.length);
    await Bun.sleep(seconds * 1000);
    clearInterval(this.#asking);
    const unanswered = () => this.#sockets.filter(({ data }) => data.isOpen).length;
    for (let left = 500; left > 0 && unanswered() > 0; left--) await Bun.sleep(10);
    this.#asking = undefined;
    const sorted = this.#latencies.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
    return {
      replies: sorted.length,
      wrong: this.#wrong,
      unanswered: unanswered(),
      p50Ms: at(0.5),
      p99Ms: at(0.99),
      maxMs: sorted.at(-1) ?? Number.NaN,
    };
  }

  get count(): number {
    return this.#sockets.length;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#asking);
    this.#asking = undefined;
    for (const socket of this.#sockets) socket.end();
  }

  #askOne(socket: Bun.Socket<Question>): void {
    socket.data.askedAt = performance.now();
    socket.data.wallAt = Date.now();
    socket.data.isOpen = true;
    socket.write("TIME\r\n");
  }

  #receive(question: Question, text: string): void {
    this.#latencies.push(performance.now() - question.askedAt);
    if (!question.isOpen || !isTimeBetween(text, question.wallAt, Date.now())) this.#wrong.push(text);
    question.isOpen = false;
  }
}

interface Question {
  askedAt: number;
  wallAt: number;
  isOpen: boolean;
}

/** The server is asked for UTC. */
function isTimeBetween(text: string, from: number, to: number): boolean {
  const [, hours, minutes, seconds] = /^JAM (\d\d):(\d\d):(\d\d)\r\n$/.exec(text) ?? [];
  if (hours === undefined) return false;
  const shown = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  const first = Math.floor(from / 1000);
  for (let second = first; second <= Math.floor(to / 1000); second++) if (second % DAY === shown) return true;
  return false;
}
