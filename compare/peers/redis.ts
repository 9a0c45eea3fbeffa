/** Redis, whose TIME reply has five lines. */
import { type Peer, ROOM, TIME } from "./peer.ts";

export const redis: Peer = {
  name: "redis",
  title: "Redis",
  role: "ranked",
  request: TIME,
  linesPerReply: 5,
  needs: { "redis-server": "redis-server" },
  version: ["redis-server", "--version"],
  skips: () => false,
  // Its protected mode refuses every source address but 127.0.0.1, and the load uses many.
  command: ({ port, folder }) => ({
    argv: [
      "redis-server",
      ...["--bind", "127.0.0.1", "--port", String(port), "--protected-mode", "no"],
      ...["--save", "", "--appendonly", "no", "--dir", folder, "--maxclients", String(ROOM)],
    ],
  }),
};
