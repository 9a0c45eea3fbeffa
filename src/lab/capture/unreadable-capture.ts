/** The errors of a file that cannot be read as a capture. */

export type UnreadableKind =
  /** The file is something else. */
  | "not-a-capture"
  | "missing"
  /** It may not be read, or tshark cannot do it. */
  | "unreadable";

export class UnreadableCapture extends Error {
  readonly file: string;
  readonly kind: UnreadableKind;

  constructor(file: string, why: string, kind: UnreadableKind) {
    super(`${file} cannot be read as a capture: ${why}`);
    this.name = "UnreadableCapture";
    this.file = file;
    this.kind = kind;
  }
}
