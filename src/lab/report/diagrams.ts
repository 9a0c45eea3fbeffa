/** The diagrams of a point: timelines, the bytes of a reply, and sessions packet by packet. */
import { visibleLine } from "../../text/visible.ts";
import type { Point, Session } from "../capture/facts.ts";
import { DEFAULT_NETWORK, defaultHosts } from "../network/layout.ts";
import type { Figure, ReportInput } from "./outline.ts";
import { beginOf, beginOfFile, endpointText, fileOf } from "./packet-words.ts";
import { replySvg } from "./pictures/reply-svg.ts";
import { type Seen, sequenceOf } from "./pictures/sequence-svg.ts";
import { timelineOf } from "./pictures/timeline-svg.ts";
import { clustersOf, type Shown } from "./shown-sessions.ts";
import type { Words } from "./words/words.ts";

const MOST_CLUSTERS = 2;

function hasCutRequest({ requests }: Session): boolean {
  return requests.some(({ kind, segments }) => kind === "time" && segments.length > 1);
}

function seenAt(session: Session, { facts, run }: ReportInput): Seen {
  const hosts = run?.hosts ?? defaultHosts(DEFAULT_NETWORK);
  const server = hosts.find(({ address }) => address === session.server.address);
  return { serverHost: server?.name, captureBeginsAt: beginOf(session, facts) };
}

/** Sessions of one clock each: times of different files cannot be compared. */
function timelines(sessions: readonly Session[], { facts }: ReportInput, words: Words): readonly Figure[] {
  const timed = sessions.filter(({ packets }) => (packets[0]?.time ?? 0) > 0);
  const clusters = [...Map.groupBy(timed, ({ file }) => file).values()].flatMap((own) =>
    clustersOf(own, MOST_CLUSTERS),
  );
  return clusters.slice(0, MOST_CLUSTERS).map((cluster, index) => {
    const [only] = cluster.length === 1 && facts.sessions.length > 1 ? cluster : [];
    const file = fileOf(cluster, facts);
    return {
      name: `1.b-timeline-${index + 1}`,
      caption: words.section.timelineCaption(cluster.length, only?.id, file),
      ...timelineOf(cluster, (file) => beginOfFile(file, facts), words.drawing),
    };
  });
}

/** The first right reply in hex; of a point that is not proven the first wrong one. */
function replyOf({ requests, unasked }: Session, isProven: boolean): string | undefined {
  const whole = [...requests, ...unasked].filter(({ replyUnseen }) => replyUnseen === undefined);
  const all = whole.filter(({ replyHex }) => replyHex !== undefined);
  return (all.find(({ isRight }) => isRight === isProven) ?? all[0])?.replyHex;
}

interface Drawn extends Shown {
  /** The sessions of the packet table. */
  readonly tabled: readonly Session[];
  /** No earlier point has drawn the main session. */
  readonly isNew: boolean;
  readonly isProven: boolean;
}

export function diagramsOf(
  point: Point,
  { main, sessions, tabled, isNew, isProven }: Drawn,
  input: ReportInput,
  words: Words,
): readonly Figure[] {
  const figures: Figure[] = [];
  if (point === "1.b") {
    figures.push(...timelines([...new Set([...tabled, ...sessions])], input, words));
  }
  if (main === undefined) return figures;
  const replyHex = replyOf(main, isProven);
  if (point.startsWith("1.d") && replyHex !== undefined) {
    const caption = words.section.replyCaption(main.id);
    const svg = replySvg(replyHex, point, words.drawing);
    figures.push({ name: `${point}-reply`, caption, svg, head: undefined, strips: [svg] });
  }
  // A request in two segments is what a server that reads by chunks gets wrong.
  const cut =
    point === "1.c.i" ? sessions.find((session) => session !== main && hasCutRequest(session)) : undefined;
  for (const session of [...(isNew ? [main] : []), ...(cut === undefined ? [] : [cut])]) {
    const client = visibleLine(session.clientHost ?? endpointText(session.client));
    const caption = words.section.sequenceCaption(
      session.id,
      client,
      endpointText(session.server),
      fileOf([session], input.facts),
    );
    const sequence = sequenceOf(session, seenAt(session, input), words.drawing);
    figures.push({ name: `${point}-sequence-${session.id}`, caption, ...sequence });
  }
  return figures;
}
