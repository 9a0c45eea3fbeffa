/** `npm run soak`: 200 million requests on 400,000 connections, and a table of what the server holds after them. */
import { parseArgs } from "node:util";
import { FULL, faultsOf, soak } from "./soak.ts";

/** A leak of one byte per request would be 977 KiB per million. */
const SLOPE_KIB_ALLOWED = 16;
const { values } = parseArgs({
  options: { connections: { type: "string", default: String(FULL.connections) } },
});

const found = await soak({ ...FULL, connections: Number(values.connections) });
const count = (value: number) => value.toLocaleString("en");
const rows = [
  ["requests", count(found.requests)],
  ["right replies", count(found.replies)],
  ["connections", count(found.connections)],
  ["seconds", `${found.seconds.toFixed(0)}, ${count(Math.round(found.replies / found.seconds))} replies/s`],
  ["memory after warm-up", `${found.firstMib.toFixed(1)} MiB`],
  ["memory at the end", `${found.lastMib.toFixed(1)} MiB`],
  ["slope", `${found.slopeKib.toFixed(2)} KiB a million requests (${SLOPE_KIB_ALLOWED} allowed)`],
  ["descriptors", `${found.before.descriptors} before, ${found.after.descriptors} after`],
  ["threads of the process", `${found.before.tasks} before, ${found.after.tasks} after`],
  ...Object.entries(found.counts)
    .filter(([, value]) => value > 0)
    .map(([name, value]) => [name, count(value)]),
];
console.log(rows.map(([name = "", value = ""]) => `${name.padEnd(26)}${value}`).join("\n"));
const grows =
  found.slopeKib > SLOPE_KIB_ALLOWED ? [`memory grows by ${found.slopeKib.toFixed(1)} KiB a million`] : [];
const faults = [...faultsOf(found), ...grows];
console.log(`\n${faults.length === 0 ? "holds" : faults.map((fault) => `BROKEN: ${fault}`).join("\n")}`);
process.exit(faults.length === 0 ? 0 : 1);
