/** The course's server, server_thread.py: one thread per connection. */
import { fileURLToPath } from "node:url";
import { type Peer, TIME } from "./peer.ts";

/** With more, starting its threads takes longer than a row lasts. */
const MOST_CONNECTIONS = 1000;

export const python: Peer = {
  name: "python",
  title: "Python threads",
  role: "shown",
  request: TIME,
  linesPerReply: 1,
  needs: { python3: "python3" },
  version: ["python3", "--version"],
  skips: ({ connections, pipeline }) => connections > MOST_CONNECTIONS || pipeline > 1,
  command: ({ port }) => ({
    argv: ["python3", fileURLToPath(new URL("server_thread.py", import.meta.url)), String(port)],
  }),
};
