/** Names of folders and files → the student's id, the number of the attempt, and what is left of the name. */
import { ClassError } from "./faults.ts";
import { ID_BYTES } from "./limits.ts";
import { visible } from "./names.ts";

/** An NRP: ten digits. */
export const DEFAULT_ID_PATTERN = /(?<!\d)\d{10}(?!\d)/;

/** Of `--id-pattern`: its first group, if it has one, is the id. */
export function parseIdPattern(text: string): RegExp {
  let pattern: RegExp;
  try {
    pattern = new RegExp(text, "u");
  } catch (error) {
    throw new ClassError(
      `the pattern for ids is not a regular expression: ${error instanceof Error ? error.message : text}`,
    );
  }
  if (pattern.test("")) throw new ClassError("the pattern for ids must not match an empty text");
  return pattern;
}

/** The only id in the texts; undefined if there is none, or more than one. */
export function onlyIdIn(texts: readonly string[], pattern: RegExp): string | undefined {
  const everywhere = new RegExp(
    pattern.source,
    pattern.flags.includes("g") ? pattern.flags : `${pattern.flags}g`,
  );
  const ids = new Set(
    texts.flatMap((text) => Array.from(text.matchAll(everywhere), (match) => match[1] ?? match[0])),
  );
  const [id] = ids;
  return ids.size === 1 && id !== undefined ? asId(id) : undefined;
}

/** An id becomes part of file names: one visible line without `/` or dots at its start, and not long. */
export function asId(text: string): string {
  let id = visible(text).replaceAll("/", "_").replace(/^\.+/, "");
  while (Buffer.byteLength(id) > ID_BYTES) id = id.slice(0, -1);
  return id === "" ? "_" : id;
}

const ATTEMPT = /[\s_.-]*(?:\((\d{1,3})\)|(?:attempt|percobaan|versi|v)[\s_.-]*(\d{1,3})|[\s_-](\d{1,2}))$/i;

/** `5025211001_Budi (2)` → 2. */
export function attemptIn(label: string): number | undefined {
  const match = ATTEMPT.exec(label);
  const digits = match?.[1] ?? match?.[2] ?? match?.[3];
  return digits === undefined ? undefined : Number(digits);
}

/** What is left of a label without its id and its attempt: equal for attempts of one person. */
export function personIn(label: string, pattern: RegExp): string {
  return label
    .replace(ATTEMPT, "")
    .replace(pattern, " ")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
