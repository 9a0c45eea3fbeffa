/** Sessions as bars over time, from the server's SYN-ACK on, with requests and replies marked and overlaps shaded. */
import type { Overlap, Session } from "../../capture/facts.ts";
import { opensAt } from "../../capture/overlaps.ts";
import type { DrawingWords } from "../words/words.ts";
import { box, drawing, INK, label, line, polygon } from "./svg.ts";
import { ticksOf } from "./time-axis.ts";

const WIDTH = 760;
const LEFT = 216;
const RIGHT = WIDTH - 24;
const TOP = 40;
const ROW_HEIGHT = 26;
const MOST_ROWS = 24;

export function timelineSvg(
  sessions: readonly Session[],
  overlaps: readonly Overlap[],
  words: DrawingWords,
): string {
  const drawn = sessions.slice(0, MOST_ROWS).toSorted(byClient);
  const from = Math.min(...drawn.map((one) => one.beginsAt));
  const to = Math.max(...drawn.map((one) => one.endsAt), from + 1e-6);
  const x = (time: number) => LEFT + ((time - from) / (to - from)) * (RIGHT - LEFT);
  const bottom = TOP + drawn.length * ROW_HEIGHT;
  const shades = unionOf(overlaps.filter((one) => bothDrawn(one, drawn)));
  const leftOut = sessions.length - drawn.length;
  return drawing(WIDTH, bottom + 74, words.timelineOf(drawn.length), [
    ...shades.map((one) =>
      box(x(one.from), TOP - 6, Math.max(1, x(one.to) - x(one.from)), bottom - TOP + 6, { fill: "#fdf3c8" }),
    ),
    label(LEFT, 20, words.axisFrom(from.toFixed(6)), { size: 11, fill: INK.muted }),
    ...axis(from, to, x, bottom, words),
    ...drawn.flatMap((session, row) => bar(session, TOP + row * ROW_HEIGHT, x)),
    ...legend(bottom + 56, words),
    ...(drawn.some((one) => x(opensAt(one) ?? one.endsAt) - x(one.beginsAt) >= LEAST_WAIT)
      ? waitLegend(bottom + 56, words)
      : []),
    ...(leftOut > 0
      ? [label(RIGHT, 20, words.sessionsLeftOut(leftOut), { fill: INK.muted, anchor: "end" })]
      : []),
  ]);
}

const byClient = (a: Session, b: Session) =>
  hostOf(a).localeCompare(hostOf(b)) || a.beginsAt - b.beginsAt || a.client.port - b.client.port;

function hostOf(session: Session): string {
  return session.clientHost ?? session.client.address;
}

function bothDrawn(overlap: Overlap, drawn: readonly Session[]): boolean {
  return [overlap.first, overlap.second].every((id) => drawn.some((session) => session.id === id));
}

/** Joins intervals that touch. */
function unionOf(intervals: readonly { readonly from: number; readonly to: number }[]) {
  const union: { from: number; to: number }[] = [];
  for (const { from, to } of intervals.toSorted((a, b) => a.from - b.from)) {
    const last = union.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else union.push({ from, to });
  }
  return union;
}

function axis(from: number, to: number, x: (time: number) => number, bottom: number, words: DrawingWords) {
  const ticks = ticksOf(from, to);
  return [
    ...ticks.marks.flatMap(({ at, text }) => [
      line(x(at), TOP - 6, x(at), bottom + 4, { stroke: INK.faint }),
      label(x(at), bottom + 18, text, { size: 11, fill: INK.muted, anchor: "middle" }),
    ]),
    label(LEFT - 14, bottom + 18, words.axis(ticks.unit), { size: 11, fill: INK.muted, anchor: "end" }),
  ];
}

function bar(session: Session, top: number, x: (time: number) => number): readonly string[] {
  const begin = x(session.beginsAt);
  // A session that was never opened has no bar, only the wait.
  const opened = opensAt(session);
  const left = x(opened ?? session.endsAt);
  const width = Math.max(3, x(session.endsAt) - left);
  const middle = top + 12;
  return [
    label(14, middle + 4, session.id, { size: 11, bold: true }),
    label(54, middle + 4, `${hostOf(session).slice(0, 18)} :${session.client.port}`, {
      size: 11,
      fill: INK.muted,
    }),
    ...(left - begin >= LEAST_WAIT ? [line(begin, middle, left, middle, WAIT)] : []),
    ...(opened === undefined && left - begin >= LEAST_WAIT
      ? []
      : [box(left, middle - 4, width, 8, { fill: "#c3d3e2", stroke: INK.client, radius: 2 })]),
    ...session.segments.map((segment) => mark(x(segment.at), middle, segment.from)),
  ];
}

/** A shorter wait of a SYN, in pixels, is not drawn. */
const LEAST_WAIT = 2;
const WAIT = { stroke: INK.client, width: 1.4, dash: "2 3" } as const;

/** A request points down to its bar, a reply up. */
function mark(x: number, middle: number, from: "client" | "server"): string {
  const [tip, base] = from === "client" ? [middle + 1, middle - 10] : [middle - 1, middle + 10];
  return polygon(
    [
      [x, tip],
      [x - 4, base],
      [x + 4, base],
    ],
    from === "client" ? INK.client : INK.server,
  );
}

function waitLegend(y: number, words: DrawingWords): readonly string[] {
  return [line(14, y - 4, 38, y - 4, WAIT), label(46, y, words.synWaits, { size: 11 })];
}

function legend(y: number, words: DrawingWords): readonly string[] {
  return [
    mark(LEFT + 4, y - 4, "client"),
    label(LEFT + 16, y, words.request, { size: 11 }),
    mark(LEFT + 130, y - 4, "server"),
    label(LEFT + 142, y, words.reply, { size: 11 }),
    box(LEFT + 250, y - 10, 18, 12, { fill: "#fdf3c8", stroke: INK.faint }),
    label(LEFT + 276, y, words.atOnce, { size: 11 }),
  ];
}
