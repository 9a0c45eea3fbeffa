/** Starts `jam serve` from the bundle in dist/, and from its sources where one of them was changed. Runs as dist/bin/start.js. */
import { isFresh, PROGRAM } from "./bundle.ts";

// No node:path: each module of the runtime that is loaded here has every start wait.
const root = String(process.argv[1]).replace(/\/dist\/bin\/start\.js$/, "");
require(`${root}/${isFresh(root) ? `dist/${PROGRAM}` : "src/cli/main.ts"}`);
