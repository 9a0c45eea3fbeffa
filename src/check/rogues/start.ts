/** Starts a server of the gallery by its id, whatever it is made of. */
import { createServer } from "node:net";
import { ROGUES } from "./gallery.ts";
import fullBacklog from "./programs/full-backlog.py" with { type: "text" };
import threadPerConnection from "./programs/thread-per-connection.py" with { type: "text" };
import { RIGHT_SERVER } from "./right-server.ts";
import { type Listening, serve } from "./serve.ts";

const PROGRAMS = {
  "full-backlog.py": fullBacklog,
  "thread-per-connection.py": threadPerConnection,
} as const satisfies Record<string, string>;

/**
 * @param port 0 for a free one
 * @throws {Error} if there is no such server, or it cannot listen
 */
export async function startRogue(id: string, port: number, host = "127.0.0.1"): Promise<Listening> {
  const rogue = ROGUES.find((each) => each.id === id);
  if (rogue === undefined) throw new Error(`the gallery has no server ${id}`);
  switch (rogue.kind) {
    case "changed":
      return serve({ ...RIGHT_SERVER, ...rogue.change }, port, host);
    case "program":
      return startProgram(rogue.file, port, host);
    case "absent":
      return { port: port === 0 ? await freePort(host) : port, stop: async () => {} };
  }
}

/** A program prints `listening PORT`, and ends with its standard input, so that none outlives us. */
async function startProgram(file: keyof typeof PROGRAMS, port: number, host: string): Promise<Listening> {
  const child = Bun.spawn(["python3", "-c", PROGRAMS[file], String(port), host], {
    stdin: "pipe",
    stdout: "pipe",
    stderr: "inherit",
  });
  const decoder = new TextDecoder();
  let output = "";
  for await (const bytes of child.stdout) {
    output += decoder.decode(bytes, { stream: true });
    if (output.includes("\n")) break;
  }
  const listening = /^listening (\d+)\n/.exec(output)?.[1];
  if (listening === undefined) {
    child.kill();
    throw new Error(`${file} does not listen`);
  }
  return {
    port: Number(listening),
    async stop() {
      child.kill();
      await child.exited;
    },
  };
}

/** A port on which nothing listens. */
async function freePort(host: string): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port: 0, host }, resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("the machine gives no port");
  return address.port;
}
