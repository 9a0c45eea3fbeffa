/** Visits the port given until its standard input ends, and prints what the visitors saw, as JSON. */
import { startVisitors } from "./visits.ts";

const [port, visitors] = process.argv.slice(2).map(Number);
const all = startVisitors(port ?? 0, visitors ?? 1);
await all.passed(1);
console.log("visiting");
await Bun.stdin.text();
console.log(JSON.stringify(await all.leave()));
