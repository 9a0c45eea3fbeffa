/** A server of the gallery as a submission, in one file for Node.js; `ROGUE` is its id, which the bundler puts in. */
import { ROGUES } from "../../src/check/rogues/gallery.ts";
import { RIGHT_SERVER } from "../../src/check/rogues/right-server.ts";
import { serve } from "../../src/check/rogues/serve.ts";

declare const ROGUE: string;

const rogue = ROGUES.find(({ id }) => id === ROGUE);
if (rogue?.kind === "changed") void serve({ ...RIGHT_SERVER, ...rogue.change }, 45_000, "0.0.0.0");
