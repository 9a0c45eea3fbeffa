/** A picture that a page may break: a head, which is repeated after a break, and strips one below the other. */
import { drawing, moved } from "./svg.ts";

export interface Strip {
  readonly height: number;
  readonly parts: readonly string[];
}

export interface Paged {
  /** The whole picture. */
  readonly svg: string;
  /** Undefined if the picture is too small to be broken. */
  readonly head: string | undefined;
  readonly strips: readonly string[];
}

/** Which part of the picture is drawn. */
export type Place = "whole" | "head" | "middle" | "end";

interface Layout {
  readonly width: number;
  /** The text alternative. */
  readonly title: string;
  readonly head: Strip;
  readonly rows: readonly Strip[];
  /** This many rows at the beginning and at the end stay on one page. */
  readonly together: number;
  /** Drawn behind each part, over its height: lanes, a frame, the lines of an axis. */
  readonly behind: (height: number, place: Place) => readonly string[];
}

export function paged({ width, title, head, rows, together, behind }: Layout): Paged {
  const draw = (strips: readonly Strip[], place: Place) => {
    const parts: string[] = [];
    let y = 0;
    for (const strip of strips) {
      parts.push(moved(y, strip.parts));
      y += strip.height;
    }
    return drawing(width, y, title, [...behind(y, place), ...parts]);
  };
  const svg = draw([head, ...rows], "whole");
  if (rows.length <= 2 * together) return { svg, head: undefined, strips: [svg] };
  const last = rows.length - together;
  const middle = rows.slice(together, last).map((row) => draw([row], "middle"));
  return {
    svg,
    head: draw([head], "head"),
    strips: [draw(rows.slice(0, together), "middle"), ...middle, draw(rows.slice(last), "end")],
  };
}
