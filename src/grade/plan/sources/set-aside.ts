/** Which files of a submission are read last, or not at all, by their names: copies, tests, clients, what tools make. */

/** In this order files are looked at: a later kind only if no earlier one has a server. */
export const STANDINGS = ["own", "copy", "client-or-test"] as const;
export type Standing = (typeof STANDINGS)[number];

/** Written by tools, or by other people. */
const NOT_READ =
  /^(node_modules|bower_components|venv|env|virtualenv|site-packages|__pycache__|__macosx|cmakefiles)$/i;
/** As in `.git`, `.idea`, and macOS's `._server.py`. */
const HIDDEN = /^\../;

const COPY_FOLDER =
  /^(.*[-_ .])?(old|older|backup|backups|bak|lama|arsip|archive|copy|copies|salinan|unused|deprecated)([-_ .]?\d*)$/i;
/** What a build leaves; its source is beside it. */
const BUILT_FOLDER = /^(dist|build|out|target|obj|cmake-build-.*)$/i;
const COPY_STEM = [
  /\(\d+\)$/, // server (1)
  /[-_ .](copy|copia|salinan|old|lama|backup|bak|orig|original)[-_ .]?(\(?\d+\)?)?$/i, // server - Copy (2)
  /[a-z\d](Copy|Old|Backup|Lama)\d*$/, // ServerOld
  /^(copy[-_ ]of|salinan[-_ ]dari|old|backup|bak|lama)[-_ ]/i, // Copy of server
];

const ASIDE_FOLDER =
  /^(tests?|specs?|__tests__|testing|clients?|klien|bench|benchmarks?|load[-_]?tests?|docs?|documentation)$/i;
const TEST_STEM = [
  /^(tests?|bench|stress|uji)([-_. ]|$)/i,
  /[-_. ](tests?|spec|bench|stress|uji)$/i,
  /[a-z\d]Tests?$/,
  /^Test[A-Z]/,
];
const CLIENT_STEM = [
  /(^|[-_. ])(clients?|klien)\d*([-_. ]|$)/i,
  /^(client|klien)/i,
  /[a-z\d](Client|Klien)\d*$/,
  /client\d*$/,
];
const SERVER_STEM = /serv(er|ice)/i;

export function isRead(path: string): boolean {
  return !path.split("/").some((part) => HIDDEN.test(part) || NOT_READ.test(part)) && !path.endsWith("~");
}

export function standingOf(path: string): Standing {
  const folders = path.split("/");
  const stem = (folders.pop() ?? "").replace(/\.[^.]*$/, "");
  const has = (patterns: readonly RegExp[], text: string) => patterns.some((pattern) => pattern.test(text));
  if (folders.some((folder) => ASIDE_FOLDER.test(folder)) || has(TEST_STEM, stem)) return "client-or-test";
  if (has(CLIENT_STEM, stem) && !SERVER_STEM.test(stem)) return "client-or-test";
  const isCopy = folders.some((folder) => COPY_FOLDER.test(folder) || BUILT_FOLDER.test(folder));
  return isCopy || has(COPY_STEM, stem) ? "copy" : "own";
}
