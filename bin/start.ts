/** Starts `jam serve`: from the bundle if it is current (checking takes 1 ms, the sources take 40 ms longer), else from the sources. */
import { isCurrent, PROGRAM, START } from "./bundle.ts";

const root = String(process.argv[1]).slice(0, -`/${START}`.length);
require(`${root}/${isCurrent(root) ? PROGRAM : "src/cli/main.ts"}`);
