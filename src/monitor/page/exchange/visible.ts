/** Whatever a client sent → characters that do nothing to a page, with CR, LF and all that is invisible named. */
import { byteEscape, unicodeEscape } from "../../../text/escape.ts";

/** `escape` stands for bytes that cannot be shown as they are, so that no text can pass itself off for one. */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "escape"; readonly text: string }
  | { readonly kind: "cr" }
  | { readonly kind: "lf" };

const [TAB, LF, CR, SPACE, DELETE] = [9, 10, 13, 32, 127];
const BLANK = "␣";

/** Control, format, private and unassigned characters, blanks beside the space, and marks that pile up. */
const UNSEEN = /[\p{C}\p{Z}\p{M}]/u;

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** UTF-8 as its characters; blanks at either end as `␣`; every other byte as an escape such as `\x1b`. */
export function visiblePieces(bytes: Uint8Array): readonly Piece[] {
  const pieces: Piece[] = [];
  let text = "";
  const add = (piece: Piece) => {
    if (text !== "") pieces.push({ kind: "text", text });
    text = "";
    pieces.push(piece);
  };
  const content = contentOf(bytes);
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] as number;
    const length = byte < 0x80 ? 1 : characterLength(bytes, at);
    if (byte === CR) add({ kind: "cr" });
    else if (byte === LF) add({ kind: "lf" });
    else if (byte === TAB) add({ kind: "escape", text: "\\t" });
    else if (byte === SPACE && (at < content.from || at >= content.to)) add({ kind: "escape", text: BLANK });
    else if (byte < SPACE || byte === DELETE || length === 0) add({ kind: "escape", text: byteEscape(byte) });
    else {
      const character = utf8.decode(bytes.subarray(at, at + length));
      if (byte !== SPACE && UNSEEN.test(character)) add({ kind: "escape", text: unicodeEscape(character) });
      else text += character;
    }
    at += Math.max(1, length);
  }
  if (text !== "") pieces.push({ kind: "text", text });
  return pieces;
}

/** Where the bytes other than blanks and the line's end begin and end. */
function contentOf(bytes: Uint8Array): { readonly from: number; readonly to: number } {
  const isContent = (byte: number) => byte !== SPACE && byte !== TAB && byte !== CR && byte !== LF;
  const from = bytes.findIndex(isContent);
  return from < 0 ? { from: bytes.length, to: 0 } : { from, to: bytes.findLastIndex(isContent) + 1 };
}

/** Bytes of the character of UTF-8 that begins at `at`, or 0. */
function characterLength(bytes: Uint8Array, at: number): number {
  const byte = bytes[at] as number;
  const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
  try {
    return [...utf8.decode(bytes.subarray(at, at + length))].length === 1 ? length : 0;
  } catch {
    return 0;
  }
}
