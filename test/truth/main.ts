/** `npm run truth`: 1,000 measurements of 200 known offsets, and a table of what they found. */
import { parseArgs } from "node:util";
import { PATHS, seeded } from "./delays.ts";
import { measureOffsets, offsetsOf } from "./truth.ts";

const { values } = parseArgs({
  options: {
    offsets: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
    servers: { type: "string", default: "8" },
  },
});
const seed = Number(values.seed);
const offsets = offsetsOf(Number(values.offsets), seeded(seed));
const started = performance.now();
const runs = await measureOffsets(offsets, {
  seed,
  servers: Number(values.servers),
  note: (some) => {
    const faults = some.filter(({ fault }) => fault !== undefined).length;
    console.error(`${some.length} of ${offsets.length * PATHS.length}, ${faults} wrong`);
  },
});

const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
console.log("| path | runs | with the truth | width − least round trip, median | requests, median |");
console.log("|---|---:|---:|---:|---:|");
for (const { name } of PATHS) {
  const here = runs.filter(({ path }) => path === name);
  const good = here.filter(({ fault }) => fault === undefined);
  const more = median(good.map(({ widthMs, roundTripMs }) => widthMs - roundTripMs)).toFixed(2);
  console.log(
    `| ${name} | ${here.length} | ${good.length} | ${more} ms | ${median(here.map((run) => run.requests))} |`,
  );
}
const faults = runs.filter(({ fault }) => fault !== undefined);
for (const { offsetMs, path, fault } of faults) console.log(`BROKEN: ${offsetMs} ms, ${path}: ${fault}`);
console.log(
  `${runs.length - faults.length} of ${runs.length} in ${((performance.now() - started) / 1000).toFixed(0)} s`,
);
process.exit(faults.length === 0 && runs.length > 0 ? 0 : 1);
