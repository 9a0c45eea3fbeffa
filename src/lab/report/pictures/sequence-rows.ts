/** The rows of a sequence diagram: the arrow of a packet with its flags, numbers and bytes, from its own top. */

import { visibleLine } from "../../../text/visible.ts";
import type { Session } from "../../capture/facts.ts";
import type { Packet } from "../../capture/packet.ts";
import { flagsOf, isFromClient, numbersOf, timeOf } from "../packet-words.ts";
import { payloadLines, textOfHex } from "../payload-lines.ts";
import type { DrawingWords } from "../words/words.ts";
import type { Strip } from "./paged.ts";
import { box, INK, label, line, polygon, textWidth } from "./svg.ts";

export const PLACES = { width: 760, number: 44, client: 178, server: 642 } as const;
const { number: NUMBER_X, client: CLIENT_X, server: SERVER_X } = PLACES;
const MIDDLE = (CLIENT_X + SERVER_X) / 2;
const ARROW_HEIGHT = 32;
const LINE_HEIGHT = 16;

interface Row {
  readonly packet: Packet;
  readonly payload: Payload | undefined;
  readonly note: string | undefined;
  readonly height: number;
}

/** The strips of these packets, some or all of the session's. */
export function packetStrips(
  packets: readonly Packet[],
  session: Session,
  captureBeginsAt: number,
  words: DrawingWords,
): readonly Strip[] {
  const closing = session.packets.find(({ flags }) => flags.fin || flags.rst);
  return packets.map((packet) => {
    const row = rowOf(packet, packet === closing, session, words);
    const time = packet.file === session.file ? timeOf(packet, captureBeginsAt) : "–";
    return { height: row.height, parts: drawRow(row, session, time) };
  });
}

export function noteStrip(text: string): Strip {
  const parts = [label(MIDDLE, 20, text, { fill: INK.muted, anchor: "middle" })];
  return { height: ARROW_HEIGHT, parts };
}

function rowOf(packet: Packet, closesFirst: boolean, session: Session, words: DrawingWords): Row {
  const payload = packet.length > 0 ? payloadOf(packet, words) : undefined;
  const note = noteOf(packet, closesFirst, session, words);
  const lines =
    (payload === undefined ? 0 : payload.text.length + payload.notes.length) + (note === undefined ? 0 : 1);
  const payloadFrame = payload === undefined ? 0 : 12;
  return { packet, payload, note, height: ARROW_HEIGHT + lines * LINE_HEIGHT + payloadFrame };
}

interface Payload {
  readonly text: readonly string[];
  /** In hex, and how much is not shown. */
  readonly notes: readonly string[];
}

function payloadOf({ payload, length }: Packet, words: DrawingWords): Payload {
  const { text, hex, bytesLeftOut } = payloadLines(payload, textOfHex(payload));
  const truncated = length - payload.length / 2;
  return {
    text: payload === "" ? [] : text,
    notes: [
      ...hex,
      ...(bytesLeftOut > 0 ? [words.bytesLeftOut(bytesLeftOut)] : []),
      ...(truncated > 0 ? [words.bytesNotCaptured(truncated)] : []),
    ],
  };
}

/** The note at an arrow: a retransmission, or the side that closes first. */
function noteOf(
  packet: Packet,
  closesFirst: boolean,
  session: Session,
  words: DrawingWords,
): string | undefined {
  // Its number and its clock are those of another file.
  if (packet.file !== session.file) return words.onlyIn(visibleLine(packet.file));
  if (packet.isRetransmission) return words.sentAgain;
  if (!closesFirst) return undefined;
  const side = isFromClient(packet, session) ? words.client : words.server;
  return packet.flags.rst ? words.resetsFirst(side) : words.closesFirst(side);
}

function drawRow(row: Row, session: Session, time: string): readonly string[] {
  const { packet, payload, note } = row;
  const fromClient = isFromClient(packet, session);
  const color =
    packet.isRetransmission || packet.flags.rst ? INK.warning : fromClient ? INK.client : INK.server;
  const y = 22;
  const [from, to] = fromClient ? [CLIENT_X, SERVER_X] : [SERVER_X, CLIENT_X];
  const back = fromClient ? -10 : 10;
  const flags = flagsOf(packet);
  const numbers = numbersOf(packet);
  const start = MIDDLE - textWidth(`${flags}  ${numbers}`, 12) / 2;
  const parts = [
    label(NUMBER_X, y + 4, `${packet.number}`, { size: 11, fill: INK.muted, anchor: "end" }),
    label(CLIENT_X - 16, y + 4, time, { size: 11, fill: INK.muted, anchor: "end" }),
    label(start, y - 7, flags, { bold: true, fill: color }),
    label(start + textWidth(`${flags}  `, 12), y - 7, numbers, { fill: INK.text }),
    line(from, y, to + back, y, {
      stroke: color,
      width: 1.6,
      ...(packet.isRetransmission ? { dash: "6 4" } : {}),
    }),
    polygon(
      [
        [to, y],
        [to + back, y - 4.5],
        [to + back, y + 4.5],
      ],
      color,
    ),
  ];
  let next = y + 18;
  if (note !== undefined) {
    parts.push(label(MIDDLE, next - 1, note, { size: 11, fill: color, anchor: "middle" }));
    next += LINE_HEIGHT;
  }
  if (payload !== undefined) parts.push(...drawPayload(payload, next - 10, fromClient));
  return parts;
}

function drawPayload(payload: Payload, top: number, fromClient: boolean) {
  const lines = [...payload.text, ...payload.notes];
  const width = Math.max(...lines.map((text) => textWidth(text, 12))) + 24;
  const fill = fromClient ? INK.clientShade : INK.serverShade;
  return [
    box(MIDDLE - width / 2, top, width, lines.length * LINE_HEIGHT + 6, { fill, radius: 3 }),
    ...lines.map((text, index) =>
      label(MIDDLE, top + 14 + index * LINE_HEIGHT, text, {
        anchor: "middle",
        bold: index < payload.text.length,
        fill: index < payload.text.length ? INK.text : INK.muted,
      }),
    ),
  ];
}
