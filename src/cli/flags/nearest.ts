/** The name that was probably meant. */
import { closestMatch } from "leven";

/** @returns ` Did you mean NAME?` behind a message, or nothing where no name is near. */
export function didYouMean(written: string, names: readonly string[]): string {
  const byLowerCase = new Map(names.map((name) => [name.toLowerCase(), name]));
  const maxDistance = Math.max(2, Math.floor(written.length / 3));
  const nearest = closestMatch(written.toLowerCase(), [...byLowerCase.keys()], { maxDistance });
  return nearest === undefined ? "" : ` Did you mean ${byLowerCase.get(nearest)}?`;
}
