/** Suggests the name that was probably meant. */
import { closestMatch } from "leven";

/** @returns ` Did you mean NAME?` to append to a message, or an empty text if no name is near. */
export function didYouMean(given: string, names: readonly string[]): string {
  const byLowerCase = new Map(names.map((name) => [name.toLowerCase(), name]));
  const maxDistance = Math.max(2, Math.floor(given.length / 3));
  const nearest = closestMatch(given.toLowerCase(), [...byLowerCase.keys()], { maxDistance });
  return nearest === undefined ? "" : ` Did you mean ${byLowerCase.get(nearest)}?`;
}
