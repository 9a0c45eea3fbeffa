/** The evidence of a class as the page carries it: every text and every row of a time line once. Types only. */

/** Places in `texts`. */
type TextAt = number;

/** Who sent (0 the client, 1 the server, 2 neither), which connections, a note, and bytes in hex, 16 a line. */
export type PackedRow = readonly [from: 0 | 1 | 2, connections: TextAt, note: TextAt, ...hexes: TextAt[]];

/** How it is marked (a place in `MARKS`), and what its dialog shows; then milliseconds and a place in `rows`, by turns. */
export type PackedCell = readonly [
  mark: number,
  happened: TextAt,
  why: TextAt,
  fix: TextAt,
  code: TextAt,
  replay: TextAt,
  ...timeLine: number[],
];

export interface Packed {
  readonly texts: readonly string[];
  readonly rows: readonly PackedRow[];
  readonly cases: readonly { readonly id: string; readonly place: string; readonly requirement: string }[];
  readonly students: readonly {
    readonly title: string;
    /** Of the whole report, from the page's folder. */
    readonly href: string;
    /** In the order of `cases`; null where the student has no such case. */
    readonly cells: readonly (PackedCell | null)[];
  }[];
  readonly words: Readonly<
    Record<
      | "requirement"
      | "whatHappened"
      | "timeLine"
      | "noTrace"
      | "replay"
      | "whyItHappens"
      | "whatToChange"
      | "wholeReport",
      string
    >
  > & { readonly marks: readonly string[] };
}
