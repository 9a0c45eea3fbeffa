/** The name of an archive's entry → where it belongs below the folder, or that it leads out of it. */
import { escapeText } from "../../../text/escape.ts";
import { SubmissionFault, tooLarge } from "../faults.ts";
import { NAME_BYTES, PATH_BYTES } from "../limits.ts";

/**
 * Names in the order of the path, visible; none for the folder itself.
 * @param archive for messages
 */
export function entryPath(name: string, archive: string): readonly string[] {
  if (/^(\/|[A-Za-z]:)/.test(name)) throw leadsOut(name, archive);
  const path: string[] = [];
  for (const part of name.split("/")) {
    if (part === "..") {
      if (path.pop() === undefined) throw leadsOut(name, archive);
    } else if (part !== "" && part !== ".") path.push(escapeText(part));
  }
  if (path.some((part) => Buffer.byteLength(part) > NAME_BYTES))
    throw tooLarge(archive, NAME_BYTES, "bytes in a name");
  if (Buffer.byteLength(path.join("/")) > PATH_BYTES) throw tooLarge(archive, PATH_BYTES, "bytes in a path");
  return path;
}

/** Where a link leads, by its text alone. */
export function linkPath(link: readonly string[], target: string, archive: string): readonly string[] {
  const name = link.join("/");
  if (/^(\/|[A-Za-z]:)/.test(target)) throw leadsOut(name, archive);
  try {
    return entryPath([...link.slice(0, -1), target].join("/"), archive);
  } catch (error) {
    if (error instanceof SubmissionFault && error.unreadable.why === "escapes") throw leadsOut(name, archive);
    throw error;
  }
}

function leadsOut(entry: string, file: string): SubmissionFault {
  return new SubmissionFault({ why: "escapes", file, entry: escapeText(entry) });
}
