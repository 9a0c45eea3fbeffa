/** The bare epoll loop in C, which checks nothing: what a thread can do at most. */
import { join } from "node:path";
import { type Peer, TIME } from "./peer.ts";

export const floor: Peer = {
  name: "floor",
  title: "C epoll loop",
  role: "floor",
  request: TIME,
  linesPerReply: 1,
  needs: { cc: "gcc" },
  version: ["cc", "--version"],
  leftOut: () => false,
  command: ({ port, folder }) => ({ argv: [join(folder, "floor"), String(port)] }),
};
