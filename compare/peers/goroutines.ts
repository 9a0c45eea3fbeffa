/** The Go server, goroutines.go: one goroutine per connection. */
import { join } from "node:path";
import { type Peer, TIME } from "./peer.ts";

export const goroutines: Peer = {
  name: "go",
  title: "Go",
  role: "ranked",
  request: TIME,
  linesPerReply: 1,
  needs: { go: "golang-go" },
  version: ["go", "version"],
  skips: () => false,
  command: ({ port, threads, folder }) => ({
    argv: [join(folder, "goroutines"), String(port)],
    env: threads === "default" ? {} : { GOMAXPROCS: String(threads === "one" ? 1 : threads) },
  }),
};
