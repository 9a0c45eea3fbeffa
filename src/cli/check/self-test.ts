/** `jam check --self-test`: which case catches which faulty server. */
import { CASES } from "../../check/cases/registry.ts";
import { selfTest as runSelfTest, type SelfTestRow } from "../../check/self-test.ts";
import { textsOf } from "../../check/texts/index.ts";
import { EXIT } from "../exit.ts";
import { painterFor } from "../terminal/color.ts";
import { writeErr } from "../terminal/stderr.ts";
import type { CheckValues } from "./flags.ts";
import { interruptible } from "./interruption.ts";

/** Servers side by side: they mostly wait. */
const JOBS = 6;

export async function selfTest({ patience, json, lang }: CheckValues): Promise<number> {
  const paint = painterFor(process.stdout);
  const onRow = (row: SelfTestRow) => process.stdout.write(`${formatRow(row, paint)}\n`);
  const { rows, isInterrupted } = await interruptible(async (signal) => ({
    rows: await runSelfTest({ jobs: JOBS, timeScale: patience, signal, ...(json ? {} : { onRow }) }),
    isInterrupted: signal.aborted,
  }));
  if (isInterrupted) {
    writeErr(`jam: ${textsOf(lang).words.interrupted}`);
    return EXIT.interrupted;
  }
  const isRight = rows.every(({ missed, wrong }) => missed.length + wrong.length === 0);
  process.stdout.write(
    json ? `${JSON.stringify(rows.map(plainRow), undefined, 2)}\n` : formatKills(rows, paint),
  );
  return isRight ? EXIT.good : EXIT.failed;
}

function plainRow({ rogue, failed, missed, wrong, flaky }: SelfTestRow) {
  return { id: rogue.id, description: rogue.description, failed, missed, wrong, flaky };
}

function formatRow(
  { rogue, failed, missed, wrong }: SelfTestRow,
  paint: ReturnType<typeof painterFor>,
): string {
  const mark = missed.length + wrong.length === 0 ? paint.green("✓") : paint.red("✗");
  const caught = failed.length === 0 ? paint.dim("passes all") : failed.join(" ");
  const problems = [
    ...(missed.length === 0 ? [] : [paint.red(`did not fail: ${missed.join(" ")}`)]),
    ...(wrong.length === 0 ? [] : [paint.red(`must not fail: ${wrong.join(" ")}`)]),
  ];
  return [`${mark} ${rogue.id.padEnd(26)} ${caught}`, ...problems.map((text) => `    ${text}`)].join("\n");
}

/** How many faulty servers each case caught. */
function formatKills(rows: readonly SelfTestRow[], paint: ReturnType<typeof painterFor>): string {
  const kills = CASES.map(({ id }) => ({
    id,
    count: rows.filter(({ failed }) => failed.includes(id)).length,
  }));
  const width = Math.max(...kills.map(({ id }) => id.length)) + 2;
  const lines = kills.map(({ id, count }) => `  ${id.padEnd(width)}${"█".repeat(count)} ${count}`);
  const right = rows.filter(({ missed, wrong }) => missed.length + wrong.length === 0).length;
  return `\n${paint.bold("Faulty servers caught by each case")}\n${lines.join("\n")}\n\n${right} of ${rows.length} servers judged as expected\n`;
}
