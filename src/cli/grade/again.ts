/** `--again STATE|ID` → the members that are judged again. */
import type { Member } from "../../grade/journal/entry.ts";
import { type Known, nameOf } from "../../grade/journal/read-journal.ts";
import { STATES } from "../../grade/outcome.ts";
import { didYouMean } from "../../text/nearest.ts";
import { UsageError } from "../exit.ts";

/** Those that are done; the others are judged anyway. @throws {UsageError} for a text that is neither state nor id */
export function againOf(
  asked: readonly string[],
  members: readonly Member[],
  { graded }: Pick<Known, "graded">,
): readonly Member[] {
  for (const text of asked) {
    if (STATES.some((state) => state === text) || members.some(({ id }) => id === text)) continue;
    const names = [...STATES, ...members.map(({ id }) => id)];
    throw new UsageError(
      `--again names no state and no id of this class: ${JSON.stringify(text)}.${didYouMean(text, names)}`,
    );
  }
  return members
    .filter((member) => {
      const known = graded.get(nameOf(member))?.graded;
      return known !== undefined && (asked.includes(member.id) || asked.includes(known.outcome.state));
    })
    .map(({ id, key }) => ({ id, key }));
}
