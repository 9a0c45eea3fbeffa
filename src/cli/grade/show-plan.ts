/** `jam grade --plan`: what would run for each submission, and why. Runs nothing of theirs, and keeps nothing. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { visibleLine } from "../../text/visible.ts";
import { EXIT } from "../exit.ts";
import { writeErr } from "../terminal/stderr.ts";
import { classOf, configOf } from "./class.ts";
import type { GradeValues } from "./flags.ts";
import { print } from "./results.ts";
import { planJson, planText } from "./words.ts";

export async function showPlan(path: string, values: GradeValues): Promise<number> {
  const config = configOf(values);
  const into = mkdtempSync(join(tmpdir(), "jam-plan-"));
  try {
    const { mine, remarks } = await classOf(path, into, config, values);
    for (const remark of remarks) writeErr(visibleLine(remark));
    await print(values.json ? planJson(mine) : planText(mine, process.stdout.columns));
    return mine.some(({ plan }) => plan.settled?.state === "undecided") ? EXIT.failed : EXIT.good;
  } finally {
    rmSync(into, { recursive: true, force: true });
  }
}
