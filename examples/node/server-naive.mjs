// A time server as many write it for Node; what it fails is in the README: node server-naive.mjs [PORT]
import net from "node:net";

const server = net.createServer((socket) => {
  // Wrong: a chunk is taken for a request. / Salah: satu chunk dianggap satu request.
  socket.on("data", (data) => {
    const message = data.toString().trim();
    if (message === "TIME") {
      socket.write(`JAM ${new Date().toTimeString().slice(0, 8)}\r\n`);
    } else if (message === "QUIT") {
      socket.end();
    } else {
      socket.write("ERROR\r\n");
    }
  });
  // Wrong: no socket.on("error", …): a client's reset ends the process. / Salah: tanpa penanganan galat.
});

server.listen(Number(process.argv[2] ?? 45000));
