/** Messages with open descriptors between processes: whole, in order, and no descriptor more or less. */
import { afterAll, expect, test } from "bun:test";
import { closeSync, fstatSync, mkdtempSync, openSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MESSAGE_DESCRIPTORS, type Message, MessageSocket } from "../../src/proc/message-socket.ts";

const onLinux = test.skipIf(process.platform !== "linux");
const folder = mkdtempSync(join(tmpdir(), "jam-message-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let pairs = 0;

function pair() {
  const path = join(folder, `${pairs++}.sock`);
  const listening = MessageSocket.listen(path);
  const client = MessageSocket.connect(path);
  const server = listening?.accept();
  if (listening === undefined || client === undefined || server === undefined) throw new Error("no pair");
  return { listening, client, server };
}

onLinux("a message arrives whole, with descriptors of the same files", () => {
  const { client, server } = pair();
  expect(client.receive()).toBeUndefined();
  const file = openSync("/proc/self/status", "r");
  const descriptors = Array.from({ length: MESSAGE_DESCRIPTORS }, () => file);
  expect(server.send({ text: "many", descriptors })).toBe(true);
  expect(server.send({ text: "none", descriptors: [] })).toBe(true);
  const { text, descriptors: received } = client.receive() as Message;
  expect([text, received.length, new Set(received).size]).toEqual([
    "many",
    MESSAGE_DESCRIPTORS,
    MESSAGE_DESCRIPTORS,
  ]);
  for (const descriptor of received) {
    expect(readlinkSync(`/proc/self/fd/${descriptor}`)).toEndWith("/status");
    closeSync(descriptor);
  }
  expect(client.receive()).toEqual({ text: "none", descriptors: [] });
  server.close();
  expect(client.receive()).toBe("ended");
  expect(client.peerProcess()).toBe(process.pid);
  closeSync(file);
});

onLinux("a second close does not close what has got the number since", () => {
  const { client } = pair();
  client.close();
  const file = openSync("/dev/null", "r"); // the lowest free number
  client.close();
  expect(fstatSync(file).isCharacterDevice()).toBe(true);
  closeSync(file);
});

onLinux("there is no socket where no process listens, and none at a path that is too long", () => {
  expect(MessageSocket.connect(join(folder, "missing"))).toBeUndefined();
  expect(MessageSocket.listen(join(folder, "x".repeat(120)))).toBeUndefined();
});
