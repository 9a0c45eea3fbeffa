// The time server of TUGAS 2 in TypeScript, a loop of await for each client: bin/bun examples/typescript/server.ts [PORT]
import { once } from "node:events";
import { createServer, type Socket } from "node:net";

const LONGEST_LINE = 1024;
const IDLE_MS = 300_000;
const DRAIN_MS = 2_000;

function answer(line: string): string {
  if (!line.endsWith("\r\n")) return "ERROR end the line with CR LF (13 10)\r\n";
  // toTimeString() is the same in every locale; toLocaleTimeString() has dots in Indonesia.
  // toTimeString() sama di semua locale; toLocaleTimeString() memakai titik di Indonesia.
  if (line.startsWith("TIME")) return `JAM ${new Date().toTimeString().slice(0, 8)}\r\n`;
  return line === "\r\n" ? "" : "ERROR unknown request\r\n";
}

/** The client's lines, each with its LF; one that is too long comes as it is, without. */
async function* linesOf(socket: Socket): AsyncGenerator<string> {
  let buffer = "";
  // A chunk is no request: keep what has no LF yet, and yield every line that is whole.
  // Satu chunk bukan satu request: simpan yang belum ada LF-nya, keluarkan setiap baris yang utuh.
  for await (const chunk of socket.setEncoding("latin1")) {
    buffer += chunk;
    for (let end = buffer.indexOf("\n"); end >= 0; end = buffer.indexOf("\n")) {
      yield buffer.slice(0, end + 1);
      buffer = buffer.slice(end + 1);
    }
    if (buffer.length < LONGEST_LINE) continue;
    yield buffer;
    buffer = "";
  }
}

async function converse(socket: Socket): Promise<void> {
  for await (const line of linesOf(socket)) {
    const isTooLong = line.length > LONGEST_LINE || !line.endsWith("\n");
    // No "break" or "return": leaving this loop destroys the socket, replies and all. After end(), which sends FIN,
    // what still comes is read and ignored. / Jangan "break": socket langsung dihancurkan, bersama respons yang belum terkirim.
    if (socket.writableEnded) continue;
    if (isTooLong || /^QUIT[ \t]*\r\n$/.test(line)) {
      socket.setTimeout(DRAIN_MS).end(isTooLong ? "ERROR line too long\r\n" : "");
    } else if (!socket.write(answer(line))) {
      await once(socket, "drain"); // a client that does not read is not read either / ikut berhenti membaca
    }
  }
  socket.end(); // after the client's FIN; see allowHalfOpen / setelah FIN dari client
}

// Without allowHalfOpen Node may close before the last reply is written. / Agar respons terakhir tetap terkirim.
const server = createServer({ allowHalfOpen: true }, (socket) => {
  socket.setTimeout(IDLE_MS, () => socket.destroy());
  // A rejected promise without catch() ends the process: one client's reset would stop the server.
  // Promise yang ditolak tanpa catch() mengakhiri proses: reset dari satu client mematikan server.
  converse(socket).catch((error: Error) => console.error(error.message));
});
server.listen(Number(process.argv[2] ?? 45000), "0.0.0.0", 128);
