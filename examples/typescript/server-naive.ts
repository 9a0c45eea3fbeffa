// A time server as many write it in TypeScript; what it fails is in the README:
// bin/bun examples/typescript/server-naive.ts [PORT]
import { createServer, type Socket } from "node:net";
import { createInterface } from "node:readline";

async function handle(socket: Socket): Promise<void> {
  // Wrong: readline takes a lone CR or LF for a line end, and keeps a line without end in memory.
  // Salah: readline menganggap CR atau LF saja akhir baris, dan baris tanpa akhir memenuhi memori.
  for await (const line of createInterface({ input: socket })) {
    // Wrong: toUpperCase() serves time too. / Salah: toUpperCase() juga melayani time.
    const command = line.toUpperCase();
    if (command.startsWith("TIME")) {
      socket.write(`JAM ${new Date().toTimeString().slice(0, 8)}\r\n`);
    } else if (command === "QUIT") {
      socket.end();
    }
  }
}

createServer((socket) => {
  socket.on("error", () => socket.destroy());
  handle(socket).catch(console.error);
}).listen(Number(process.argv[2] ?? 45000));
