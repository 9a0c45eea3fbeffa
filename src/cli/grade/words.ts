/** What `jam grade` prints: a summary of the class, what would run, and the command that continues a run. */
import { gradeText } from "../../check/reports/facts.ts";
import type { ClassMember } from "../../grade/members.ts";
import { type Graded, STATES, type State } from "../../grade/outcome.ts";
import { judgedOf } from "../../grade/results/entries.ts";
import { reasonOf } from "../../grade/results/reason.ts";
import { quote } from "../../text/shell-words.ts";
import { visibleJson, visibleLine } from "../../text/visible.ts";
import { wrap } from "../../text/wrap.ts";
import { type FlagTable, kebab } from "../flags/flags.ts";

const INDENT = "  ";
const WIDTH = 100;
/** These a person has to look at. */
export const UNSETTLED: readonly State[] = ["undecided", "judge-error"];

/** The state of one submission, or its grade. */
export function standingOf({ outcome }: Graded): string {
  return outcome.state === "judged" ? gradeText(outcome.result.grade, "en") : outcome.state;
}

export function countsOf(graded: readonly Graded[]): ReadonlyMap<State, number> {
  const counts = STATES.map(
    (state) => [state, graded.filter(({ outcome }) => outcome.state === state).length] as const,
  );
  return new Map(counts.filter(([, count]) => count > 0));
}

export function summaryText(graded: readonly Graded[], folder: string, files: readonly string[]): string {
  const states = [...countsOf(graded)].map(
    ([state, count]) => `${INDENT}${String(count).padStart(5)}  ${state}`,
  );
  const submissions = graded.length === 1 ? "1 submission" : `${graded.length} submissions`;
  return [`${submissions}:`, ...states, `Results: ${files[0] ?? folder}`].join("\n");
}

export function summaryJson(graded: readonly Graded[], folder: string): string {
  return visibleJson({
    ...{ schema: 1, folder, submissions: graded.length, states: Object.fromEntries(countsOf(graded)) },
    students: graded.map((each) => ({
      ...{ id: each.id, name: each.name ?? null, source: each.source, state: each.outcome.state },
      points: judgedOf(each)?.points ?? null,
      ...{ isLate: each.isLate ?? null, command: each.command ?? null },
    })),
  });
}

/** Each submission with what would run, or why nothing does. */
export function planText(members: readonly ClassMember[], columns = WIDTH): string {
  return members.map((member) => onePlan(member, Math.min(columns, WIDTH))).join("\n");
}

function onePlan({ id, plan }: ClassMember, columns: number): string {
  const { settled, workingFolder, build, command, port } = plan;
  const why = whyText(plan);
  const place = workingFolder === "." ? "" : ` (in ${visibleLine(workingFolder)})`;
  const commands = settled === undefined ? [...build, command] : [];
  const lines = [
    ...commands.map((words) => `$ ${visibleLine(words.map(quote).join(" "))}${place}`),
    ...(settled === undefined && port !== 45_000 ? [`port ${port}`] : []),
    ...(why === "" ? [] : [visibleLine(why)]),
  ];
  const state = settled === undefined ? "" : `: ${settled.state}`;
  const text = lines.flatMap((line) => wrap(line, columns - INDENT.length)).map((line) => INDENT + line);
  return [`${visibleLine(id)}${state}`, ...text].join("\n");
}

/** Of a state that no rule decided: what was wrong with the files. */
function whyText({ settled, why }: ClassMember["plan"]): string {
  const isUnreadable = settled?.state === "cannot-read" || settled?.state === "not-submitted";
  return isUnreadable ? reasonOf(settled, "en").text : why;
}

export function planJson(members: readonly ClassMember[]): string {
  return visibleJson(
    members.map(({ id, plan, isLate }) => ({
      ...{ id, name: plan.submission.name ?? null, source: plan.submission.source, isLate: isLate ?? null },
      state: plan.settled?.state ?? null,
      ...{ language: plan.language ?? null, folder: plan.workingFolder, build: plan.build },
      ...{ command: plan.command, port: plan.port, why: whyText(plan) },
    })),
  );
}

/** The same command line without `--again`, which would repeat what is done. */
export function continueCommand(path: string, given: ReadonlyMap<string, string>, table: FlagTable): string {
  const flags = [...given].flatMap(([name, text]) => {
    if (name === "again") return [];
    if (table[name]?.placeholder !== undefined) return [`--${kebab(name)}`, quote(text)];
    return [`--${text === "true" ? "" : "no-"}${kebab(name)}`];
  });
  return ["jam", "grade", quote(path), ...flags].join(" ");
}
