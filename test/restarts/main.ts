/** `npm run restarts`: restarts the server under a load of a connection a request, in several ways, and counts what is lost. */
import { rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { freeLowPort } from "../end-to-end/support/low-port.ts";
import { startVisitors } from "../end-to-end/support/visits.ts";
import { WAYS, type Way } from "./ways.ts";

const { values } = parseArgs({
  options: {
    restarts: { type: "string", default: "200" },
    visitors: { type: "string", default: "20" },
    way: { type: "string", multiple: true, default: Object.keys(WAYS) },
  },
});

/** Visits between two restarts. */
const VISITS = 100;

async function measure(name: string, way: Way, restarts: number, visitors: number): Promise<void> {
  const port = await freeLowPort();
  const starter = await way(port);
  let running = await starter.first();
  const load = startVisitors(port, visitors);
  const took: number[] = [];
  for (let count = 0; count < restarts; count++) {
    await load.passed(VISITS);
    const from = performance.now();
    running = await starter.next(running);
    took.push(performance.now() - from);
  }
  await load.passed(VISITS);
  const { served, refused, cut, slowestMs } = await load.leave();
  await running.stop();
  rmSync(starter.folder, { recursive: true, force: true });
  const median = took.sort((one, other) => one - other)[took.length >> 1] ?? 0;
  console.log(
    `${name.padEnd(22)} ${restarts} restarts, ${Math.round(median)} ms each; ${served} served, ` +
      `${refused} refused, ${cut} cut, slowest ${Math.round(slowestMs)} ms`,
  );
}

for (const name of values.way) {
  const way = WAYS[name];
  if (way === undefined) throw new Error(`--way ${name}: ${Object.keys(WAYS).join(", ")}`);
  await measure(name, way, Number(values.restarts), Number(values.visitors));
}
