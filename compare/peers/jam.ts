/** jam from this checkout, and from another one to compare against. */
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type Peer, ROOM, TIME } from "./peer.ts";

const HERE = fileURLToPath(new URL("../..", import.meta.url));

function jamIn(folder: string, identity: Pick<Peer, "name" | "title" | "role">): Peer {
  const program = resolve(folder, "bin/jam");
  return {
    ...identity,
    request: TIME,
    linesPerReply: 1,
    needs: {},
    version: [program, "--version"],
    skips: () => false,
    command: ({ port, threads }) => ({
      argv: [
        program,
        "serve",
        ...["--host", "127.0.0.1", "--port", String(port), "--max-connections", String(ROOM)],
        ...(threads === "default" ? [] : ["--threads", String(threads === "one" ? 1 : threads)]),
      ],
    }),
  };
}

export const jam = jamIn(HERE, { name: "jam", title: "jam", role: "jam" });

export function otherJam(name: string, folder: string): Peer {
  return jamIn(folder, { name, title: `jam ${name}`, role: "other-jam" });
}
