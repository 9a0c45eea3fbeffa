// Asks a time server for the time: node client.mjs [HOST] [PORT]
import { connect } from "node:net";

const SECONDS = 3;
const LONGEST_REPLY = 1024;

const [host = "127.0.0.1", port = "45000"] = process.argv.slice(2);
const socket = connect(Number(port), host);
let reply = "";

function fail(reason) {
  if (process.exitCode === undefined) console.error(`client.mjs: ${reason}`);
  process.exitCode = 1;
  socket.destroy();
}

// One limit for all of it. socket.setTimeout() would begin anew with every byte.
// Satu batas untuk semuanya. socket.setTimeout() mulai lagi dengan setiap byte.
const timer = setTimeout(() => fail(`no reply within ${SECONDS} seconds`), SECONDS * 1000);

socket.setEncoding("latin1");
socket.write("TIME\r\n");
socket.on("data", (chunk) => {
  // The reply may come byte by byte: go on until CR LF.
  // Respons bisa datang byte demi byte: baca sampai CR LF.
  reply += chunk;
  if (!reply.includes("\r\n")) {
    if (reply.length > LONGEST_REPLY) fail("the reply is too long");
    return;
  }
  clearTimeout(timer);
  const [, time] = /^JAM (\d\d:\d\d:\d\d)\r\n/.exec(reply) ?? [];
  if (time === undefined) return fail(`not a time: ${JSON.stringify(reply)}`);
  console.log(time);
  // QUIT only now: a server that takes each segment for a request would miss it after TIME.
  // QUIT baru sekarang: server yang menganggap satu segment satu request tidak akan melihatnya.
  socket.removeAllListeners("data").write("QUIT\r\n");
  socket.destroySoon();
});
socket.on("error", (error) => fail(error.message));
// Without this, a server that closes early would end us in silence, with exit code 0.
// Tanpa ini, server yang menutup lebih awal mengakhiri kita diam-diam, dengan exit code 0.
socket.on("close", () => {
  clearTimeout(timer);
  if (!reply.includes("\r\n")) fail("the server closed before a whole reply");
});
