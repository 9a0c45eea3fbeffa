/** Starts `jam serve`: from the bundle if it is current (the check takes about 1 ms, the sources 40 ms more), else from the sources. */
import { isCurrent, PROGRAM } from "./bundle.ts";

const root = import.meta.dir.slice(0, -"/bin".length);
require(`${root}/${isCurrent(root) ? PROGRAM : "src/cli/main.ts"}`);
