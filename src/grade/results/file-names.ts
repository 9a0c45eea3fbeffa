/** Ids → names of files that every file system takes, one for each; an id can be any text. */
import { createHash } from "node:crypto";

/** Bytes; file systems take 255, and an extension and a temporary name come on top. */
const LONGEST = 120;
/** Names of devices on Windows, with any extension. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** @param ids in order; the second of two equal ids gets the ending `-2` */
export function fileNamesOf(ids: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return ids.map((id) => {
    const name = fileNameOf(id);
    const candidates = [name, withHash(name, id)];
    let found = candidates.find((candidate) => !taken.has(folded(candidate)) && !isRepeated(candidate, id));
    for (let number = 2; found === undefined; number++) {
      const next = `${name}-${number}`;
      if (!taken.has(folded(next))) found = next;
    }
    taken.add(folded(found));
    return found;
  });

  /** A hash tells different ids apart, not equal ones. */
  function isRepeated(candidate: string, id: string): boolean {
    return (
      candidate !== fileNameOf(id) &&
      taken.has(folded(fileNameOf(id))) &&
      ids.indexOf(id) !== ids.lastIndexOf(id)
    );
  }
}

/** Letters, digits, `.`, `_` and `-`; an id that had to be changed gets its hash, which keeps it different from others. */
function fileNameOf(id: string): string {
  const plain = id
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}._-]+/gu, "_")
    .replace(/^[.-]+|\.+$/g, "");
  const isSafe = plain !== "" && !RESERVED.test(plain) && Buffer.byteLength(plain) <= LONGEST;
  return isSafe && plain === id ? plain : withHash(plain, id);
}

function withHash(name: string, id: string): string {
  let short = [...name];
  while (Buffer.byteLength(short.join("")) > LONGEST - 9) short = short.slice(0, -1);
  const hash = createHash("sha256").update(id).digest("hex").slice(0, 8);
  return `${short.join("") || "id"}-${hash}`.replace(RESERVED, "_$&");
}

/** As file systems that ignore case compare names. */
function folded(name: string): string {
  return name.normalize("NFD").toLowerCase();
}
