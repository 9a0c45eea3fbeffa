/** Sessions as bars over time, from the server's SYN-ACK on, with requests and replies marked and overlaps shaded. */
import type { Session } from "../../capture/facts.ts";
import { concurrencyOf, opensAt } from "../../capture/overlaps.ts";
import type { DrawingWords } from "../words/words.ts";
import { type Paged, paged } from "./paged.ts";
import { box, HIGHLIGHT, INK, label, line, OPEN_TIME, polygon } from "./svg.ts";
import { ticksOf } from "./time-axis.ts";

const WIDTH = 760;
const LEFT = 216;
const RIGHT = WIDTH - 24;
const HEAD_HEIGHT = 44;
const FOOT_HEIGHT = 44;
const ROW_HEIGHT = 26;
const MOST_ROWS = 24;

/** @param sessions of one file, and so of one clock */
export function timelineOf(
  sessions: readonly Session[],
  beginOf: (file: string) => number | undefined,
  words: DrawingWords,
): Paged {
  const drawn = sessions.slice(0, MOST_ROWS).toSorted(byClient);
  const from = Math.min(...drawn.map((one) => one.beginsAt));
  const to = Math.max(...drawn.map((one) => one.endsAt), from + 1e-6);
  const x = (time: number) => LEFT + ((time - from) / (to - from)) * (RIGHT - LEFT);
  const [{ file } = { file: "" }] = drawn;
  const { overlaps } = concurrencyOf(drawn, (name) => beginOf(name) ?? 0);
  const shades = unionOf(overlaps.filter((one) => one.file === file));
  const leftOut = sessions.length - drawn.length;
  const ticks = ticksOf(from, to);
  const hasWait = drawn.some((one) => x(opensAt(one) ?? one.endsAt) - x(one.beginsAt) >= LEAST_WAIT);
  const head = [
    label(LEFT, 16, words.axisFrom(from.toFixed(6)), { size: 11, fill: INK.muted }),
    label(LEFT - 14, 36, words.axis, { size: 11, fill: INK.muted, anchor: "end" }),
    ...ticks.map(({ at, text }) => label(x(at), 36, text, { size: 11, fill: INK.muted, anchor: "middle" })),
    ...(leftOut > 0
      ? [label(RIGHT, 16, words.sessionsLeftOut(leftOut), { fill: INK.muted, anchor: "end" })]
      : []),
  ];
  return paged({
    width: WIDTH,
    title: words.timelineOf(drawn.length),
    head: { height: HEAD_HEIGHT, parts: head },
    rows: drawn.map((session, index) => {
      const isLast = index === drawn.length - 1;
      const feet = isLast
        ? [...legend(ROW_HEIGHT + 26, words), ...(hasWait ? waitLegend(ROW_HEIGHT + 26, words) : [])]
        : [];
      return { height: ROW_HEIGHT + (isLast ? FOOT_HEIGHT : 0), parts: [...bar(session, x), ...feet] };
    }),
    together: 3,
    behind: (height, place) => {
      const top = place === "whole" ? HEAD_HEIGHT : place === "head" ? HEAD_HEIGHT - 2 : 0;
      const bottom = height - (place === "whole" || place === "end" ? FOOT_HEIGHT - 4 : 0);
      return [
        ...shades.map((one) =>
          box(x(one.from), top, Math.max(1, x(one.to) - x(one.from)), bottom - top, { fill: HIGHLIGHT }),
        ),
        ...ticks.map(({ at }) => line(x(at), top, x(at), bottom, { stroke: INK.faint })),
      ];
    },
  });
}

const byClient = (a: Session, b: Session) =>
  hostOf(a).localeCompare(hostOf(b)) || a.beginsAt - b.beginsAt || a.client.port - b.client.port;

function hostOf(session: Session): string {
  return session.clientHost ?? session.client.address;
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

function bar(session: Session, x: (time: number) => number): readonly string[] {
  const begin = x(session.beginsAt);
  // A session that was never opened has no bar, only the wait.
  const opened = opensAt(session);
  const left = x(opened ?? session.endsAt);
  const width = Math.max(3, x(session.endsAt) - left);
  const middle = ROW_HEIGHT / 2;
  return [
    label(14, middle + 4, session.id, { size: 11, bold: true }),
    label(54, middle + 4, `${hostOf(session).slice(0, 18)} :${session.client.port}`, {
      size: 11,
      fill: INK.muted,
    }),
    ...(left - begin >= LEAST_WAIT ? [line(begin, middle, left, middle, WAIT)] : []),
    ...(opened === undefined && left - begin >= LEAST_WAIT
      ? []
      : [box(left, middle - 4, width, 8, { fill: OPEN_TIME, stroke: INK.client, radius: 2 })]),
    ...marksOf(session, x).map(({ at, from }) => mark(at, middle, from)),
  ];
}

/** Of segments at the same pixel one is marked. */
function marksOf({ segments }: Session, x: (time: number) => number) {
  const marks = new Map<string, { readonly at: number; readonly from: "client" | "server" }>();
  for (const { at, from } of segments) marks.set(`${from} ${Math.round(x(at))}`, { at: x(at), from });
  return [...marks.values()];
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
    box(LEFT + 250, y - 10, 18, 12, { fill: HIGHLIGHT, stroke: INK.faint }),
    label(LEFT + 276, y, words.atOnce, { size: 11 }),
  ];
}
