/** The bare epoll loop in C, which checks nothing: the most that one thread can do. */
import { join } from "node:path";
import { type Peer, TIME } from "./peer.ts";

export const baseline: Peer = {
  name: "baseline",
  title: "C epoll loop",
  role: "baseline",
  request: TIME,
  linesPerReply: 1,
  needs: { cc: "gcc" },
  version: ["cc", "--version"],
  skips: () => false,
  command: ({ port, folder }) => ({ argv: [join(folder, "baseline"), String(port)] }),
};
