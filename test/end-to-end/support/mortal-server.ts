/** A time server that dies under load, as the flags of `jam bench` that start it. */

/** Answers until `seconds` after its first request, and exits then. */
export function mortalServer(port: number, seconds: number): readonly string[] {
  const program = `import { createServer } from "node:net";
    let isDying = false;
    createServer((socket) => socket.on("error", () => {}).on("data", () => {
      if (!isDying) setTimeout(() => process.exit(7), ${seconds * 1000});
      isDying = true;
      socket.write("JAM " + new Date().toISOString().slice(11, 19) + "\\r\\n");
    })).listen(${port}, "127.0.0.1");`;
  return ["--port", `${port}`, "--", process.execPath, "-e", program];
}
