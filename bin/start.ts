/** Starts `jam serve` from the bundle in dist/, and from its sources where one of them was changed. Runs as dist/bin/start.js. */
import { join } from "node:path";
import { isFresh } from "./bundle.ts";

const root = join(process.argv[1] as string, "../../..");
require(join(root, isFresh(root) ? "dist/src/cli/main.js" : "src/cli/main.ts"));
