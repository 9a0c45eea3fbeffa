/** A time server of a known capacity: a token bucket limits its replies. Arguments: PORT REPLIES-PER-SECOND BURST */
const [port, rate, burst] = process.argv.slice(2).map(Number) as [number, number, number];
const REPLY_BYTES = "JAM hh:mm:ss\r\n".length;

interface Client {
  /** Bytes of a request that is not complete yet. */
  rest: number;
}

/** Unanswered requests, each with its client, in order of arrival. */
const waiting: Bun.Socket<Client>[] = [];
let tokens = burst;
let filledAt = performance.now();

function serve(): void {
  const now = performance.now();
  tokens = Math.min(burst, tokens + ((now - filledAt) * rate) / 1000);
  filledAt = now;
  const reply = `JAM ${new Date().toISOString().slice(11, 19)}\r\n`;
  const served = waiting.splice(0, Math.floor(tokens));
  tokens -= served.length;
  for (const socket of served) if (socket.write(reply) < REPLY_BYTES) socket.terminate();
}

Bun.listen<Client>({
  hostname: "127.0.0.1",
  port,
  socket: {
    open(socket) {
      socket.data = { rest: 0 };
    },
    data(socket, chunk) {
      const bytes = socket.data.rest + chunk.length;
      for (let at = 6; at <= bytes; at += 6) waiting.push(socket); // each request is TIME CR LF
      socket.data.rest = bytes % 6;
      serve();
    },
  },
});
setInterval(serve, 1);
