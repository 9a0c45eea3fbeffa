/** Starts `jam serve`: from the bundle if it is current (checking takes 1 ms, the sources take 40 ms longer), else from the sources. */
import { startEarlyThread } from "../src/server/threads/early-thread.ts";
import { isCurrent, PROGRAM, START, THREAD } from "./bundle.ts";

const root = String(process.argv[1]).slice(0, -`/${START}`.length);
if (isCurrent(root)) {
  startEarlyThread(`${root}/${THREAD}`);
  require(`${root}/${PROGRAM}`);
} else {
  require(`${root}/src/cli/main.ts`);
}
