/** A client that sends given bytes at given times: `bun client.ts HOST MILLISECONDS:BYTES …`; `.` closes. */

const [hostname = "", ...steps] = process.argv.slice(2);
const [begin = "0", ...rest] = steps;

await Bun.sleep(Number(begin));
const startedAt = performance.now() - Number(begin);
const socket = await Bun.connect({
  hostname,
  port: 45_000,
  socket: { data() {}, close() {}, error() {}, connectError() {} },
}).catch(() => process.exit(0));
socket.setNoDelay(true);

for (const step of rest) {
  const [, at = "0", bytes = ""] = /^(\d+):([\s\S]*)$/.exec(step) ?? [];
  await Bun.sleep(Math.max(0, Number(at) - (performance.now() - startedAt)));
  if (bytes === ".") socket.end();
  else socket.write(bytes.replaceAll("\\r", "\r").replaceAll("\\n", "\n"));
}
await Bun.sleep(150);
process.exit(0);

export {};
