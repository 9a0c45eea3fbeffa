/** JavaScript and TypeScript with `node:net`. */
import type { FixId } from "./fix-id.ts";

export const NODE = {
  listen: `
const server = net.createServer(serveClient);
server.on("error", (error) => console.error(error));
server.listen(45000, "0.0.0.0", 128);
`.trim(),
  // toTimeString() is the same in every locale.
  reply: String.raw`
const now = new Date().toTimeString().slice(0, 8);
const reply = "JAM " + now + "\r\n";
socket.write(reply, "utf8");
`.trim(),
  // destroySoon() sends what is pending and closes; after end() alone the next write would be an error.
  lines: String.raw`
let buffer = "";
socket.setEncoding("latin1").on("data", (data) => {
  buffer += data;
  while (buffer.includes("\r\n")) {
    const [line] = buffer.split("\r\n", 1);
    buffer = buffer.slice(line.length + 2);
    if (line === "QUIT") return socket.destroySoon();
    if (!line.startsWith("TIME")) continue;
    const now = new Date().toTimeString().slice(0, 8);
    socket.write("JAM " + now + "\r\n");
  }
  if (buffer.length > 1024) socket.destroy();
});
`.trim(),
  quit: `
if (line === "QUIT") {
  socket.destroySoon();
  return;
}
`.trim(),
  unknown: String.raw`
if (line.startsWith("TIME")) {
  const now = new Date().toTimeString().slice(0, 8);
  socket.write("JAM " + now + "\r\n");
} else {
  socket.write("ERROR unknown request\r\n");
}
`.trim(),
  guard: `
socket.on("error", (error) => {
  console.error(error.message);
  socket.destroy();
});
`.trim(),
  gone: `
socket.on("end", () => {
  socket.end();
});
`.trim(),
} as const satisfies Record<FixId, string>;
