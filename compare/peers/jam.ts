/** jam itself, from this clone. */
import { fileURLToPath } from "node:url";
import { type Peer, ROOM, TIME } from "./peer.ts";

const JAM = fileURLToPath(new URL("../../bin/jam", import.meta.url));

export const jam: Peer = {
  name: "jam",
  title: "jam",
  role: "jam",
  request: TIME,
  linesPerReply: 1,
  needs: {},
  version: [JAM, "--version"],
  leftOut: () => false,
  command: ({ port, threads }) => ({
    argv: [
      JAM,
      "serve",
      ...["--host", "127.0.0.1", "--port", String(port), "--max-connections", String(ROOM)],
      ...(threads === "default" ? [] : ["--threads", String(threads === "one" ? 1 : threads)]),
    ],
  }),
};
