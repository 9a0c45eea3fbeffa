// node lines.mjs READ_PORT WRITE_PORT: prints what each way to read returns; then each way to write sends a line.
import { Console } from "node:console";
import { once } from "node:events";
import { connect } from "node:net";
import { createInterface } from "node:readline";

const [readPort, writePort] = process.argv.slice(2).map(Number);
const INPUTS = 5;
const hex = (item) => Buffer.from(item).toString("hex");
console.log("version", process.versions.node);

const READERS = {
  'on("data")': (socket, add) => socket.on("data", add),
  'readline on("line")': (socket, add) => createInterface({ input: socket }).on("line", add),
};
for (const [name, read] of Object.entries(READERS)) {
  for (let index = 0; index < INPUTS; index++) {
    const items = [];
    const socket = connect(readPort, "127.0.0.1");
    read(socket, (item) => items.push(hex(item)));
    await once(socket, "close");
    console.log(["reads", index, name, ...items].join("\t"));
  }
}

const WRITERS = {
  'socket.write("JAM\\r\\n")': (socket) => socket.write("JAM\r\n"),
  'new Console(socket).log("JAM")': (socket) => new Console(socket).log("JAM"),
};
for (const [name, write] of Object.entries(WRITERS)) {
  const socket = connect(writePort, "127.0.0.1");
  write(socket);
  socket.end();
  await once(socket.resume(), "close");
  console.log(["writes", name].join("\t"));
}
