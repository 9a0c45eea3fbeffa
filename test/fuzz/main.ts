/** `npm run fuzz`: tries cases on every target for a time, and prints what it found and how to replay it. */
import { parseArgs } from "node:util";
import { TARGETS } from "./registry.ts";
import { failureOf, fuzz } from "./target.ts";

const USAGE = `Usage: npm run fuzz -- [FLAGS]

Tries cases by chance on what reads a peer's bytes; ends with 1 at the first that breaks a target's invariant.

  --seconds S     for each target (10)
  --cases N       for each target, whichever comes first (no bound)
  --targets LIST  some of: ${TARGETS.map(({ name }) => name).join(", ")}
  --seed N        the same cases again (by the clock)
  --replay HEX    this case alone, on one target`;

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "10" },
    cases: { type: "string", default: "Infinity" },
    targets: { type: "string", default: TARGETS.map(({ name }) => name).join(",") },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    replay: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

async function main(): Promise<number> {
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const names = values.targets.split(",");
  const chosen = TARGETS.filter(({ name }) => names.includes(name));
  const [seed, cases, seconds] = [values.seed, values.cases, values.seconds].map(Number);
  if (chosen.length !== names.length || !((seed ?? -1) >= 0 && (cases ?? 0) > 0 && (seconds ?? 0) > 0)) {
    console.error(USAGE);
    return 2;
  }
  if (values.replay !== undefined) return replay(chosen, values.replay);
  for (const target of chosen) {
    const startedAt = performance.now();
    const { tried, finding } = await fuzz(target, {
      seed: seed ?? 0,
      cases: cases ?? 0,
      seconds: seconds ?? 0,
    });
    const took = ((performance.now() - startedAt) / 1000).toFixed(1);
    const count = tried.toLocaleString("en").padStart(12);
    console.log(
      `${target.name.padEnd(11)}${count} cases in ${took.padStart(6)} s  seed ${seed}  ${finding ? "BROKEN" : "holds"}`,
    );
    if (finding === undefined) continue;
    console.log(`\n${target.invariant}\n\n${finding.message}\n`);
    console.log(`again: npm run fuzz -- --targets ${target.name} --replay ${finding.hex}`);
    return 1;
  }
  return 0;
}

async function replay(chosen: typeof TARGETS, hex: string): Promise<number> {
  const [target] = chosen;
  const message = target && (await failureOf(target, Buffer.from(hex, "hex")));
  console.log(message ?? "holds");
  return message === undefined ? 0 : 1;
}

process.exit(await main());
