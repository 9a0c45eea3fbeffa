// Shows each remark on Node.js that reports make: prints `remark: claim: true`.
const net = require("node:net");
const readline = require("node:readline");
const { EOL } = require("node:os");
const { once } = require("node:events");
const { PassThrough } = require("node:stream");
const { spawnSync } = require("node:child_process");
const { setTimeout: sleep } = require("node:timers/promises");

const shows = (remark, claim, holds) => console.log(`${remark}: ${claim}: ${holds}`);

async function connected(options = {}) {
  const listening = net.createServer(options).listen(0, "127.0.0.1");
  await once(listening, "listening");
  const client = net.connect(listening.address().port, "127.0.0.1");
  const [server] = await once(listening, "connection");
  listening.close();
  return { client, server };
}

async function lines(...chunks) {
  const input = new PassThrough();
  const found = [];
  readline.createInterface({ input }).on("line", (line) => found.push(line));
  for (const chunk of chunks) {
    if (typeof chunk === "number") await sleep(chunk);
    else input.write(chunk);
  }
  await sleep(20);
  return found.join("|");
}

async function main() {
  const { client, server } = await connected({ allowHalfOpen: true });
  client.write("TI");
  const [data] = await once(server, "data");
  shows("read", "a data event brings the part that has come", String(data) === "TI");
  shows("compare", "data is no text", data !== "TI" && Buffer.isBuffer(data) && data.toString() === "TI");
  const ended = once(server, "end").then(() => true);
  const closed = once(client, "close").then(() => "closed");
  client.end();
  shows("end-shown", "an end event comes when the client has closed", await ended);
  const open = sleep(200).then(() => "open");
  shows(
    "end-shown",
    "with allowHalfOpen the server stays open",
    (await Promise.race([closed, open])) === "open",
  );
  const still = await Promise.race([closed, sleep(50).then(() => "open")]);
  shows("unclosed", "return only leaves the handler", still === "open");
  server.end();
  shows("unclosed", "socket.end() closes", (await closed) === "closed");

  shows("late-lf", "a late LF is an extra empty line", (await lines("TIME\r", 150, "\n")) === "TIME|");
  shows("late-lf", "a prompt LF is none", (await lines("TIME\r", "\n")) === "TIME");
  shows(
    "cr-accepted",
    "readline ends a line at a bare CR at once",
    (await lines("TIME\rQUIT\r")) === "TIME|QUIT",
  );
  shows("cr-accepted", "trim()", "TIME\r".trim() === "TIME");
  shows("lf-accepted", "readline", (await lines("TIME\nQUIT\n")) === "TIME|QUIT");
  shows("lf-accepted", "split(/\\r?\\n/)", "TIME\nQUIT".split(/\r?\n/).length === 2);
  shows("lf-accepted", "trim()", "TIME\n".trim() === "TIME");
  shows("lf-sent", "os.EOL", EOL === "\n");
  shows(
    "lf-sent",
    "a line break inside back-ticks",
    `
` === "\n",
  );

  const time = new Date(2026, 0, 1, 15, 4, 5);
  shows("time-digits", "getMinutes() is a number", `${time.getMinutes()}` === "4");
  shows("time-digits", "padStart(2, '0')", `${time.getMinutes()}`.padStart(2, "0") === "04");
  shows("time-digits", "toTimeString().slice(0, 8)", time.toTimeString().slice(0, 8) === "15:04:05");
  shows("time-hours", "toLocaleTimeString() may write PM", /PM/.test(time.toLocaleTimeString("en-US")));
  shows("time-dots", "Indonesian writes dots", time.toLocaleTimeString("id-ID") === "15.04.05");

  let ranMeanwhile = false;
  setTimeout(() => (ranMeanwhile = true), 1);
  for (const until = Date.now() + 30; Date.now() < until; );
  shows("one-at-a-time", "a loop that waits stops every handler", !ranMeanwhile);

  const unhandled = `require("node:net").createServer().on("connection", (socket) => socket.resume())
    .listen(0, "127.0.0.1", function () {
      const client = require("node:net").connect(this.address().port, "127.0.0.1", () =>
        setTimeout(() => client.resetAndDestroy(), 50));
      client.on("error", () => {});
    });
    setTimeout(() => process.exit(0), 1000);`;
  const { status, stderr } = spawnSync(process.execPath, ["-e", unhandled]);
  shows("reset-raised", "an error event ends the process", status === 1 && /ECONNRESET/.test(stderr));
}
main();
