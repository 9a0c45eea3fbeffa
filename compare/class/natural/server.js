const net = require("node:net");

const MISTAKE = 0;
const waiting = [];
let isBusy = false;

function reply() {
  const now = new Date();
  const text = [now.getHours(), now.getMinutes(), now.getSeconds()]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
  return `JAM ${text}${MISTAKE === 5 ? "\n" : "\r\n"}`;
}

function byChunk(socket) {
  socket.on("data", (data) => {
    const request = data.toString();
    if (MISTAKE === 1 ? request === "TIME\r\n" : request.startsWith("TIME")) socket.write(reply());
    else if (request.startsWith("QUIT")) socket.end();
    else socket.write("ERROR\r\n");
  });
}

function byLine(socket) {
  const end = MISTAKE === 3 ? "\n" : "\r\n";
  let buffer = "";
  socket.on("data", (data) => {
    buffer += data.toString("latin1");
    for (let at = buffer.indexOf(end); at >= 0 && socket.writable; at = buffer.indexOf(end)) {
      const line = buffer.slice(0, at);
      buffer = buffer.slice(at + end.length);
      if (line.startsWith("TIME")) {
        socket.write(reply());
        if (MISTAKE === 7) socket.end();
      } else if (line.trim() === "QUIT" && MISTAKE !== 6) socket.end();
      else if (line !== "" && MISTAKE !== 8) socket.write("ERROR unknown request\r\n");
    }
  });
}

function next() {
  const socket = waiting.shift();
  isBusy = socket !== undefined;
  if (socket === undefined) return;
  socket.on("close", next);
  byLine(socket);
}

const server = net.createServer((socket) => {
  socket.on("error", () => {});
  if (MISTAKE === 1 || MISTAKE === 2) byChunk(socket);
  else if (MISTAKE !== 4) byLine(socket);
  else {
    waiting.push(socket);
    if (!isBusy) next();
  }
});
server.listen(45000, "0.0.0.0");
