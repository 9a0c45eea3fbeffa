/** Why a line is no request although a person asked for one: what their program added to it (TELNET-1 to ESCAPE-1). */

/** The names are also those of the counters. */
export const CAUSES = [
  "telnet",
  "cr-nul",
  "byte-order-mark",
  "wide-characters",
  "nul-bytes",
  "leading-bytes",
  "literal-escapes",
] as const;

export type Cause = (typeof CAUSES)[number];

const [NUL, TAB, CR, SPACE, BACKSLASH, DEL] = [0, 9, 13, 32, 92, 127];
const [LETTER_N, LETTER_R] = [110, 114];
const WORDS = ["TIME", "QUIT"].map((word) => [...word].map((letter) => letter.charCodeAt(0)));
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

// RFC 854: IAC, then a command; WILL, WONT, DO and DONT are followed by an option.
const [IAC, SE, WILL, DONT] = [255, 240, 251, 254];

/** Bytes of lengths and headers before a request: Java's ObjectOutputStream sends 7, a pickle 13. */
const PREFIX_BYTES = 32;

/** Of a line that is no request, or of one that has no end yet: `bytes[from, to)`, without its line end. Allocates nothing. */
export function causeOf(bytes: Uint8Array, from: number, to: number): Cause | undefined {
  if (isPlain(bytes, from, to)) return undefined;
  const end = causeOfBareLf(bytes, from, to);
  if (end !== undefined && end !== "literal-escapes") return end;
  if (startsWith(bytes, from, to, BYTE_ORDER_MARK)) return "byte-order-mark"; // BOM-1
  if (hasNulBeside(bytes, from, to)) return "nul-bytes"; // NUL-1
  if (isInvisible(bytes[from] as number) && hasWord(bytes, from, to, 1)) return "leading-bytes"; // PREFIX-1
  return end;
}

/** Of a line that ends in a bare LF: only what may explain the line end. */
export function causeOfBareLf(bytes: Uint8Array, from: number, to: number): Cause | undefined {
  if (isPlain(bytes, from, to)) return undefined;
  if (hasWord(bytes, from, to, 2) || hasWord(bytes, from, to, 4)) return "wide-characters"; // WIDE-1
  if (hasTelnetCommand(bytes, from, to)) return "telnet"; // TELNET-1
  if (hasCrNul(bytes, from, to)) return "cr-nul"; // TELNET-2
  return hasEscape(bytes, from, to) ? "literal-escapes" : undefined; // ESCAPE-1
}

/** Printable ASCII without a backslash has no cause; this keeps the cost of ordinary lines low. */
function isPlain(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number;
    if (byte < SPACE || byte >= DEL || byte === BACKSLASH) return false;
  }
  return true;
}

/** Whether TIME or QUIT begins within the first bytes, each letter `width` bytes wide. */
function hasWord(bytes: Uint8Array, from: number, to: number, width: number): boolean {
  const last = Math.min(from + PREFIX_BYTES, to - 3 * width - 1);
  for (let at = from; at <= last; at++) if (isWord(bytes, at, width)) return true;
  return false;
}

function isWord(bytes: Uint8Array, at: number, width: number): boolean {
  for (const word of WORDS) {
    let index = 0;
    while (index <= 3 * width && bytes[at + index] === (index % width === 0 ? word[index / width] : NUL))
      index++;
    if (index > 3 * width) return true;
  }
  return false;
}

/** Every NUL follows a CR, and there is one. */
function hasCrNul(bytes: Uint8Array, from: number, to: number): boolean {
  let found = false;
  for (let at = from; at < to; at++) {
    if (bytes[at] !== NUL) continue;
    if (at === from || bytes[at - 1] !== CR) return false;
    found = true;
  }
  return found;
}

function hasTelnetCommand(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to - 1; at++) {
    const command = bytes[at + 1] as number;
    if (bytes[at] !== IAC || command < SE || command > DONT) continue;
    if (command < WILL || at + 2 < to) return true;
  }
  return false;
}

/** NULs before TIME or QUIT; or after it, and only blanks besides. */
function hasNulBeside(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from;
  while (at < to && bytes[at] === NUL) at++;
  if (at > to - 4 || !isWord(bytes, at, 1)) return false;
  if (at > from) return true;
  let found = false;
  for (at += 4; at < to; at++) {
    if (bytes[at] === NUL) found = true;
    else if (bytes[at] !== SPACE && bytes[at] !== TAB) return false;
  }
  return found;
}

/** The letters `\r` or `\n`. */
function hasEscape(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to - 1; at++) {
    if (bytes[at] === BACKSLASH && (bytes[at + 1] === LETTER_R || bytes[at + 1] === LETTER_N)) return true;
  }
  return false;
}

/** Neither printable ASCII nor white space. */
function isInvisible(byte: number): boolean {
  return byte >= DEL || (byte < SPACE && byte !== TAB && byte !== CR);
}

function startsWith(bytes: Uint8Array, from: number, to: number, prefix: readonly number[]): boolean {
  if (to - from < prefix.length) return false;
  for (let index = 0; index < prefix.length; index++) if (bytes[from + index] !== prefix[index]) return false;
  return true;
}
