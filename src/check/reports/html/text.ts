/** Texts of a report → HTML: code in back-ticks, and control characters by name. */
import { html } from "../../../text/html.ts";

/** Escaped, with what stands between back-ticks as code. */
export function prose(text: string): string {
  return html(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}

const NAMES = [
  ...[
    "NUL",
    "SOH",
    "STX",
    "ETX",
    "EOT",
    "ENQ",
    "ACK",
    "BEL",
    "BS",
    "TAB",
    "LF",
    "VT",
    "FF",
    "CR",
    "SO",
    "SI",
  ],
  ...[
    "DLE",
    "DC1",
    "DC2",
    "DC3",
    "DC4",
    "NAK",
    "SYN",
    "ETB",
    "CAN",
    "EM",
    "SUB",
    "ESC",
    "FS",
    "GS",
    "RS",
    "US",
  ],
];
const CONTROL_PICTURES = 0x2400;

/** Bytes as text, cut into plain pieces and control characters by name. */
export function namedPieces(text: string): readonly { readonly text: string; readonly isName: boolean }[] {
  return text
    .split(/([\u2400-\u241f\u2421])/)
    .filter((piece) => piece !== "")
    .map((piece) => {
      if (piece === "␡") return { text: "DEL", isName: true };
      const name = piece.length === 1 ? NAMES[piece.charCodeAt(0) - CONTROL_PICTURES] : undefined;
      return { text: name ?? piece, isName: name !== undefined };
    });
}
