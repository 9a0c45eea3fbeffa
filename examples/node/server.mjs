// The time server of TUGAS 2 on Node's event loop: node server.mjs [PORT]
import { createServer } from "node:net";

const LONGEST_LINE = 1024;
const IDLE_MS = 300_000;
const DRAIN_MS = 2_000;

function answer(line) {
  if (!line.endsWith("\r\n")) return "ERROR end the line with CR LF (13 10)\r\n";
  // toTimeString() is the same in every locale; toLocaleTimeString() has dots in Indonesia.
  // toTimeString() sama di semua locale; toLocaleTimeString() memakai titik di Indonesia.
  if (line.startsWith("TIME")) return `JAM ${new Date().toTimeString().slice(0, 8)}\r\n`;
  return line === "\r\n" ? "" : "ERROR unknown request\r\n";
}

function serve(socket) {
  let buffer = "";
  // An "error" event without a listener ends the whole process: one client's reset would stop the server.
  // Event "error" tanpa listener mengakhiri seluruh proses: reset dari satu client mematikan server.
  socket.on("error", () => socket.destroy());
  socket.setTimeout(IDLE_MS, () => socket.destroy());
  socket.setEncoding("latin1"); // a letter for each byte / satu huruf per byte
  socket.on("data", receive);

  function receive(chunk) {
    // A chunk is no request: keep what has no LF yet, and answer every line that is whole.
    // Satu chunk bukan satu request: simpan yang belum ada LF-nya, jawab setiap baris yang utuh.
    buffer += chunk;
    let replies = "";
    for (let end = buffer.indexOf("\n"); end >= 0; end = buffer.indexOf("\n")) {
      const line = buffer.slice(0, end + 1);
      buffer = buffer.slice(end + 1);
      if (line.length > LONGEST_LINE) return finish(`${replies}ERROR line too long\r\n`);
      if (/^QUIT[ \t]*\r\n$/.test(line)) return finish(replies);
      replies += answer(line);
    }
    if (buffer.length >= LONGEST_LINE) return finish(`${replies}ERROR line too long\r\n`);
    // write() returns false when the client does not read: then we do not read either.
    // write() memberi false jika client tidak membaca: kita pun berhenti membaca.
    if (!socket.write(replies)) socket.pause().once("drain", () => socket.resume());
  }

  // end() sends FIN after the last reply; what still comes is read, because a close with unread bytes is a reset.
  // end() mengirim FIN setelah respons terakhir; sisanya tetap dibaca, agar tidak menjadi reset.
  function finish(replies) {
    socket.off("data", receive).resume().end(replies);
    socket.setTimeout(DRAIN_MS);
  }
}

createServer(serve).listen(Number(process.argv[2] ?? 45000), "0.0.0.0", 128);
