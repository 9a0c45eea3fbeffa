/** memcached, asked for its `version`: its shortest request without a key. */
import { userInfo } from "node:os";
import { type Peer, ROOM } from "./peer.ts";

export const memcached: Peer = {
  name: "memcached",
  title: "memcached",
  role: "ranked",
  request: "version\\r\\n",
  linesPerReply: 1,
  needs: { memcached: "memcached" },
  version: ["memcached", "--version"],
  skips: () => false,
  command: ({ port, threads }) => ({
    argv: [
      "memcached",
      ...["-l", "127.0.0.1", "-p", String(port), "-U", "0", "-c", String(ROOM)],
      ...(userInfo().uid === 0 ? ["-u", "nobody"] : []),
      ...(threads === "default" ? [] : ["-t", String(threads === "one" ? 1 : threads)]),
    ],
  }),
};
