/** Two results of a class → whose verdicts changed, and which. Pure. */

import type { CaseResult } from "../../check/result.ts";
import { textsOf } from "../../check/texts/index.ts";
import { numberText } from "../../check/texts/number.ts";
import type { Language } from "../../language.ts";
import { visibleLine } from "../../text/visible.ts";
import type { Graded, State } from "../outcome.ts";
import { judgedOf } from "./entries.ts";
import { resultTextsOf } from "./texts/index.ts";

interface Standing {
  readonly state: State;
  /** Of a judged one, of 100, in hundredths. */
  readonly points: number | undefined;
}

interface ChangedVerdict {
  /** Of the case. */
  readonly id: string;
  /** Undefined where one of the two results does not have the case. */
  readonly before: CaseResult["verdict"] | undefined;
  readonly now: CaseResult["verdict"] | undefined;
}

interface Changed {
  readonly id: string;
  readonly name: string | undefined;
  /** Undefined where one of the two results does not have the student. */
  readonly before: Standing | undefined;
  readonly now: Standing | undefined;
  readonly verdicts: readonly ChangedVerdict[];
}

export interface Diff {
  readonly changed: readonly Changed[];
  /** How many students have the same state, grade and verdicts in both. */
  readonly unchanged: number;
}

export function diffOf(before: readonly Graded[], now: readonly Graded[]): Diff {
  const old = byId(before);
  const fresh = byId(now);
  const order = new Intl.Collator("en", { numeric: true });
  const keys = [...new Set([...old.keys(), ...fresh.keys()])].toSorted(order.compare);
  const all = keys.map((key) => changedOf(old.get(key), fresh.get(key)));
  const changed = all.filter((one) => one !== undefined);
  return { changed, unchanged: all.length - changed.length };
}

/** Of several with one id, the first is compared with the first. */
function byId(graded: readonly Graded[]): ReadonlyMap<string, Graded> {
  const seen = new Map<string, number>();
  return new Map(
    graded.map((one) => {
      const count = seen.get(one.id) ?? 0;
      seen.set(one.id, count + 1);
      return [count === 0 ? one.id : `${one.id}\0${count}`, one] as const;
    }),
  );
}

function changedOf(before: Graded | undefined, now: Graded | undefined): Changed | undefined {
  const one = now ?? before;
  if (one === undefined) return undefined;
  const was = standingOf(before);
  const is = standingOf(now);
  // Of one that has no verdicts, the state says all.
  const verdicts = was?.points === undefined || is?.points === undefined ? [] : verdictsOf(before, now);
  if (was?.state === is?.state && was?.points === is?.points && verdicts.length === 0) return undefined;
  return { id: one.id, name: one.name, before: was, now: is, verdicts };
}

function standingOf(graded: Graded | undefined): Standing | undefined {
  return graded && { state: graded.outcome.state, points: judgedOf(graded)?.points };
}

function verdictsOf(before: Graded | undefined, now: Graded | undefined): readonly ChangedVerdict[] {
  const old = verdictById(before);
  const fresh = verdictById(now);
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .map((id) => ({ id, before: old.get(id), now: fresh.get(id) }))
    .filter((one) => one.before !== one.now);
}

function verdictById(graded: Graded | undefined): ReadonlyMap<string, CaseResult["verdict"]> {
  const cases = (graded && judgedOf(graded)?.result.cases) ?? [];
  return new Map(cases.map(({ id, verdict }) => [id, verdict]));
}

/** For a terminal, with a line end. */
export function diffText({ changed, unchanged }: Diff, language: Language): string {
  const { diff, states } = resultTextsOf(language);
  const { words } = textsOf(language);
  if (changed.length === 0) return `${diff.nothing(unchanged)}\n`;
  const standing = (one: Standing | undefined) => {
    if (one === undefined) return diff.absent;
    return one.points === undefined ? states[one.state] : numberText(language, one.points, 2);
  };
  const verdict = (one: CaseResult["verdict"] | undefined) => (one === undefined ? diff.absent : words[one]);
  const lines = changed.flatMap(({ id, name, before, now, verdicts }) => [
    `${visibleLine([id, name ?? ""].join("  ").trim())}: ${standing(before)} → ${standing(now)}`,
    ...verdicts.map((one) => `  ${one.id}: ${verdict(one.before)} → ${verdict(one.now)}`),
  ]);
  return `${[...lines, "", diff.summary(changed.length, unchanged)].join("\n")}\n`;
}
