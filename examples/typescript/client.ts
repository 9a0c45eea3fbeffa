// Asks a time server for the time, with jam-client: bin/bun examples/typescript/client.ts [HOST] [PORT]
import { askTime, escapeText, TimeError } from "jam-client";

const WAIT_MS = 3_000;

const [host = "127.0.0.1", port = "45000"] = process.argv.slice(2);

try {
  // The package puts the pieces of a reply together, checks it, and sends QUIT after it. One limit for all of it:
  // a silent server must not keep us for ever. / Satu batas untuk semuanya: server yang diam tidak boleh menahan kita selamanya.
  const reply = await askTime({ host, port: Number(port), signal: AbortSignal.timeout(WAIT_MS) });
  // What a server sends is not ours: escape it before it goes to a terminal.
  // Isi respons bukan milik kita: escape dulu sebelum dicetak di terminal.
  if (reply.clock === undefined) throw new TimeError("NOT_JAM", `not a time: ${escapeText(reply.text)}`);
  console.log(reply.text);
} catch (error) {
  // A failure of the network or the server has a code and one safe line; any other error is a bug of ours.
  // Kegagalan jaringan atau server punya kode dan satu baris yang aman; galat lain adalah bug kita.
  if (!(error instanceof TimeError)) throw error;
  console.error(`client.ts: ${error.message} (${error.code})`);
  process.exitCode = 1;
}
