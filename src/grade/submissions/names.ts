/** Names of files and people → text without invisible characters; names of files → what kind they are of. */
import { escapeText } from "../../text/escape.ts";
import { visibleLine } from "../../text/visible.ts";
import { TEXT_CHARACTERS } from "./limits.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Undefined unless it is valid UTF-8. */
export function utf8Of(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** One name of a path: UTF-8, or else each other byte as `\xe9`. */
export function visibleName(bytes: Uint8Array): string {
  const text = utf8Of(bytes) ?? Array.from(bytes, latin).join("");
  return escapeText(text);
}

function latin(byte: number): string {
  return byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16)}`;
}

/** An id, a person's name or a source, on one line. */
export function visible(text: string): string {
  const line = visibleLine(text.slice(0, TEXT_CHARACTERS));
  return text.length > TEXT_CHARACTERS ? `${line}…` : line;
}

/** What systems, editors and version control leave in a folder. A virtual environment works only where it was made. */
const JUNK = new Set(
  [
    ...["__MACOSX", ".DS_Store", ".AppleDouble", ".Trashes", ".Spotlight-V100", ".fseventsd"],
    ...["Thumbs.db", "desktop.ini", "$RECYCLE.BIN", "System Volume Information"],
    ...[".git", ".hg", ".svn", ".idea", ".vscode", ".vs", ".settings", "nbproject"],
    ...["__pycache__", ".pytest_cache", ".mypy_cache", ".ipynb_checkpoints", ".venv", "venv"],
  ].map((name) => name.toLowerCase()),
);

/** Neither unpacked nor listed. */
export function isJunk(name: string): boolean {
  return JUNK.has(name.toLowerCase()) || name.startsWith("._");
}

/** Kept for the server's run, but not listed: no server is looked for in it. */
export function isCarried(name: string): boolean {
  return name === "node_modules";
}

const DOCUMENTS = new Set([
  ...["pdf", "doc", "docx", "odt", "rtf", "txt", "md", "rst", "tex", "html", "htm", "mhtml", "pages", "epub"],
  ...["png", "jpg", "jpeg", "gif", "webp", "svg", "bmp", "heic", "tif", "tiff", "drawio", "fig"],
  ...["mp4", "mkv", "mov", "avi", "webm", "mp3", "m4a", "wav"],
  ...["xls", "xlsx", "ods", "csv", "ppt", "pptx", "odp", "key"],
  ...["url", "webloc", "lnk", "desktop", "pcap", "pcapng", "cap", "log", "pkt"],
]);

/**
 * Cannot be the server: a document, a picture, a recording, a capture, a link to somewhere else, or hidden, as the
 * files with which GitHub Classroom begins a repository.
 */
export function isDocument(path: string): boolean {
  return DOCUMENTS.has(extensionOf(path)) || /(^|\/)(\.|README$|LICENSE$)/.test(path);
}

/** In lower case, without the dot; "" if there is none. */
export function extensionOf(path: string): string {
  return /[^/]\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
}
