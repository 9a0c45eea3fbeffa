/** `npm run siege`: slow and greedy clients at once for a minute, and a table of the effect on the others. */
import { parseArgs } from "node:util";
import { type Besieged, besiege, FULL, faultsOf, MIB_ALLOWED, SHORT } from "./siege.ts";

const RATIO_ALLOWED = 5;

function table(found: Besieged, seconds: number): string {
  const { alone, among, mibBefore, mibAmong, mibLeaving, counts, attacked } = found;
  const ms = (value: number) => `${value.toFixed(2)} ms`;
  const kib = (bytes: number) => `${(bytes / 1024).toFixed(0)} KiB`;
  const mib = (value: number) => `${value.toFixed(0)} MiB`;
  const count = (value: number | undefined) => (value ?? 0).toLocaleString("en");
  const ratio = among.p99Ms / alone.p99Ms;
  const rows = [
    ["attackers", "made", "closed by the server"],
    ...attacked.kinds.map(({ name, dialed, closed }) => [name, count(dialed), count(closed)]),
    [],
    ["well-behaved clients", "alone", `among them, ${seconds} s`],
    ["replies", count(alone.replies), count(among.replies)],
    ["wrong replies", count(alone.wrong.length), count(among.wrong.length)],
    ["p50", ms(alone.p50Ms), ms(among.p50Ms)],
    ["p99", ms(alone.p99Ms), ms(among.p99Ms)],
    ["longest", ms(alone.maxMs), ms(among.maxMs)],
    [`p99, times (${RATIO_ALLOWED} allowed)`, "", ratio.toFixed(1)],
    [],
    ["server's memory", mib(mibBefore), `${mib(mibAmong)} at most (${MIB_ALLOWED} more allowed)`],
    ["  as they are reset", "", `${mib(mibLeaving)} at most`],
    ["kernel's memory", "", `${mib(found.kernel.mib)} (${mib(found.kernelMibAllowed)} allowed)`],
    [
      "  for one connection",
      "",
      `${kib(found.kernel.sendMost)} to send, ${kib(found.kernel.receiveMost)} received`,
    ],
    [],
    ["counters", "", ""],
    ...Object.entries(counts)
      .filter(([, value]) => value > 0)
      .map(([name, value]) => [name, count(value), ""]),
    ["open when it stopped", count(found.openAtStop), ""],
    ["closed for a reason", count(found.closed), ""],
  ];
  return rows
    .map(([name = "", one = "", two = ""]) => `${name.padEnd(26)}${one.padStart(14)}  ${two}`.trimEnd())
    .join("\n");
}

const { values } = parseArgs({
  options: { short: { type: "boolean", default: false }, seconds: { type: "string" } },
});
const isShort = values.short;
const whole = isShort ? SHORT : FULL;
const siege = { ...whole, seconds: Number(values.seconds ?? whole.seconds) };
const found = await besiege(siege);
console.log(table(found, siege.seconds));
const slow = found.among.p99Ms > RATIO_ALLOWED * found.alone.p99Ms;
const faults = [
  ...faultsOf(found),
  ...(slow && !isShort ? [`p99 is over ${RATIO_ALLOWED} times as long`] : []),
];
console.log(`\n${faults.length === 0 ? "holds" : faults.map((fault) => `BROKEN: ${fault}`).join("\n")}`);
process.exit(faults.length === 0 ? 0 : 1);
