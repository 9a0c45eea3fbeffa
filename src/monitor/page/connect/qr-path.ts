/** A text → its QR code as the path of an SVG picture. Pure. */
import encodeQr from "qr";

/** The quiet zone that a reader needs, in modules. */
const BORDER = 4;

export interface QrPath {
  /** Modules on a side, with the border. */
  readonly size: number;
  /** A square of 1 × 1 for each dark module. */
  readonly path: string;
}

export function qrPath(text: string): QrPath {
  const rows = encodeQr(text, "raw", { ecc: "medium", border: BORDER });
  const squares = rows.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")));
  return { size: rows.length, path: squares.join("") };
}
