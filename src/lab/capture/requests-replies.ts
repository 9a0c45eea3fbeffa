/** A session's segments → its requests, each with its reply, in order, and the replies that nothing asked for. Pure. */
import { linesIn } from "./client-lines.ts";
import type { LineTexts } from "./line-texts.ts";
import type { ReplyLine, StreamBegin } from "./reply-line.ts";
import type { RequestReply, Segment, UnaskedReply } from "./session.ts";
import type { StreamSegment } from "./stream-segment.ts";
import type { UnseenCause } from "./unseen.ts";
import type { PendingRequest } from "./waiting-lines.ts";

/** What is known of both streams beside their segments. */
export interface StreamFacts {
  /** Seconds since 1970 from which the segments' times count; `undefined` if there are no time stamps. */
  readonly beginsAt: number | undefined;
  readonly begin: StreamBegin;
  /** How far the server acknowledged the client's bytes. */
  readonly acknowledged: number;
  /** The captures lack this side's packets. */
  readonly isUnseen: Readonly<Record<Segment["from"], boolean>>;
  /** The server sent more after its last captured bytes. */
  readonly endsInGap: boolean;
  /** When the capture stops, as `Segment.at`; `undefined` if it shows the session's end. */
  readonly stopsAt: number | undefined;
}

export interface RequestsReplies {
  readonly requests: readonly RequestReply[];
  readonly unasked: readonly UnaskedReply[];
}

/** What has not come this long before the capture's end would not have come. */
const PATIENCE_SECONDS = 2;

export function requestRepliesOf(
  segments: readonly StreamSegment[],
  texts: LineTexts,
  facts: StreamFacts,
): RequestsReplies {
  const { requests, unasked } = linesIn(segments, facts.begin, texts);
  const reader = new ReplyReader(segments, texts, facts);
  let carriers: Carriers | undefined;
  return {
    requests: requests.map((line, index) => {
      if (carriers?.indexes !== line.indexes) carriers = carriersOf(line, segments);
      const isShared = shares(requests[index - 1], line) || shares(line, requests[index + 1]);
      return requestReplyOf(line, carriers, isShared, facts, reader);
    }),
    unasked: unasked.map((reply) => reader.unasked(reply)),
  };
}

/** The packets of a line, which all lines of one segment share. */
interface Carriers {
  readonly indexes: readonly number[];
  readonly packets: readonly number[];
  readonly last: number;
  readonly file: string;
}

function carriersOf({ indexes }: PendingRequest, segments: readonly StreamSegment[]): Carriers {
  const last = indexes.at(-1) ?? 0;
  const packets = indexes.map((index) => segments[index]?.segment.packet ?? 0);
  return { indexes, packets, last, file: segments[last]?.segment.file ?? "" };
}

/** The first's last segment is the second's first. */
function shares(first: PendingRequest | undefined, second: PendingRequest | undefined): boolean {
  return first !== undefined && second !== undefined && first.indexes.at(-1) === second.indexes[0];
}

function requestReplyOf(
  line: PendingRequest,
  { packets, last, file }: Carriers,
  sharesSegment: boolean,
  facts: StreamFacts,
  reader: ReplyReader,
): RequestReply {
  const { text, reply, unseen, end, at } = line;
  const isEarly = reply !== undefined && reply.index < last;
  const { shown, hex, kind } = reader.texts.of(text);
  const answer = reply && reader.read(reply);
  const seconds =
    answer === undefined || isEarly || facts.beginsAt === undefined ? -1 : answer.repliedAt - at;
  return {
    request: shown,
    requestHex: hex,
    kind: unseen === undefined ? kind : "unseen",
    requestUnseen: unseen,
    segments: packets,
    sharesSegment,
    requestFile: file,
    requestedAt: at,
    hasArrived: reply !== undefined || facts.acknowledged >= end,
    reply: answer?.reply,
    replyHex: answer?.replyHex,
    replyUnseen: answer === undefined ? reader.whyNone(last, at) : answer.replyUnseen,
    replyPacket: answer?.replyPacket,
    replyFile: answer?.replyFile,
    repliedAt: answer?.repliedAt,
    isRight: answer?.isRight ?? false,
    isEarly,
    // Two captures may have two clocks.
    replyMs: seconds < 0 || answer?.replyFile !== file ? undefined : Math.round(seconds * 1e6) / 1e3,
    clockDifference: answer?.clockDifference,
    clockZone: answer?.clockZone,
  };
}

/** The server's lines of one session, and why some cannot be seen. */
class ReplyReader {
  readonly texts: LineTexts;
  readonly #segments: readonly StreamSegment[];
  readonly #facts: StreamFacts;
  /** Bytes of the client are missing. */
  readonly #isClientBroken: boolean;
  /** Indexes of the server's last segment after missing bytes, and of its last. */
  readonly #lastGap: number;
  readonly #last: number;

  constructor(segments: readonly StreamSegment[], texts: LineTexts, facts: StreamFacts) {
    this.texts = texts;
    const isAfterGap = (side: Segment["from"]) => (one: StreamSegment) =>
      one.segment.from === side && one.segment.gapBefore > 0;
    this.#segments = segments;
    this.#facts = facts;
    const sent = segments.findLast(({ segment }) => segment.from === "client")?.to ?? 0;
    this.#isClientBroken = segments.some(isAfterGap("client")) || facts.acknowledged > sent + 1;
    this.#last = segments.findLastIndex(({ segment }) => segment.from === "server");
    this.#lastGap = facts.endsInGap ? segments.length : segments.findLastIndex(isAfterGap("server"));
  }

  read(reply: ReplyLine) {
    const segment = this.#segments[reply.index]?.segment;
    const at = segment?.at ?? 0;
    const { beginsAt } = this.#facts;
    const { shown, hex, isRight } = this.texts.of(reply.text);
    const clock = beginsAt === undefined ? undefined : this.texts.clock(reply.text, beginsAt + at);
    return {
      reply: shown,
      replyHex: hex,
      replyPacket: segment?.packet ?? 0,
      replyFile: segment?.file ?? "",
      repliedAt: at,
      replyUnseen: this.#unseenOf(reply, at),
      isRight,
      clockDifference: clock?.difference,
      clockZone: clock?.zone,
    };
  }

  unasked(reply: ReplyLine): UnaskedReply {
    const { isUnseen, begin } = this.#facts;
    const why: UnseenCause | undefined = this.#isClientBroken ? "gap" : begin;
    return { ...this.read(reply), requestUnseen: isUnseen.client ? "no-client-packets" : why };
  }

  /** Why no reply to a request can be seen, if the capture is to blame. */
  whyNone(lastSegment: number, requestedAt: number): UnseenCause | undefined {
    if (this.#facts.isUnseen.server) return "no-server-packets";
    if (this.#lastGap > lastSegment) return "gap";
    return this.#stopsSoonAfter(requestedAt) ? "ends-after" : undefined;
  }

  /** A line without its end may go on after the capture. */
  #unseenOf({ unseen, text, index }: ReplyLine, at: number): UnseenCause | undefined {
    if (unseen !== undefined || text.endsWith("\n") || index !== this.#last) return unseen;
    if (this.#facts.endsInGap) return "gap";
    return this.#stopsSoonAfter(at) ? "ends-after" : undefined;
  }

  #stopsSoonAfter(at: number): boolean {
    const { stopsAt, beginsAt } = this.#facts;
    return stopsAt !== undefined && (beginsAt === undefined || stopsAt - at < PATIENCE_SECONDS);
  }
}
