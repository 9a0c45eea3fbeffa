/** English: what cannot be seen in a capture, and why; and what is to be known of the files. */
import type { ClockRelation, Doubt, DoubtKind, Note, Point, Session } from "../../capture/facts.ts";
import type { Unseen } from "../../capture/unseen.ts";
import { counted } from "../format.ts";
import type { Phrases } from "../phrases.ts";
import { duration, n, packet } from "./packets.ts";

const WHAT: Readonly<Record<Point, string>> = {
  "1.a": "whether the server opened the port",
  "1.b": "whether clients are served concurrently",
  "1.c.i": "how a request is served",
  "1.c.ii": "whether `QUIT` ends the session",
  "1.d.i": "what the server sent",
  "1.d.ii": "how the reply begins",
  "1.d.iii": "the form of the time",
};

type Why = (of: readonly Unseen[], doubt: Doubt, isOne: boolean) => string;

const find = <Kind extends Unseen["kind"]>(of: readonly Unseen[], kind: Kind) =>
  of.find((one): one is Extract<Unseen, { kind: Kind }> => one.kind === kind);

const WHY: Readonly<Record<DoubtKind, Why>> = {
  truncated: (of, { detail }) => {
    const at = find(of, "truncated")?.at ?? Number(detail);
    return `packets were truncated at ${n(at)} bytes: what was sent cannot be read`;
  },
  "no-client-packets": () => "the client's packets are not in this capture",
  "no-server-packets": () => "the server's packets are not in this capture",
  gap: (of, { detail }, isOne) => {
    const gap = find(
      of.filter((one) => !("side" in one) || one.side === detail),
      "gap",
    );
    if (gap === undefined) return "packets are missing from it";
    const from = gap.side === "client" ? "from the client" : "from the server";
    const where = isOne ? packet({ ...gap.packet, file: undefined }) : packet(gap.packet);
    const bytes = `${counted(gap.bytes, "byte", "bytes")} ${from}`;
    return gap.gaps === 1
      ? `${bytes}, missing before ${where}, were not captured`
      : `${bytes} were not captured, the first of them before ${where}`;
  },
  "begins-before": () => "it begins in the middle of the session",
  "ends-after": () => "it ends before the session does",
  "no-server-known": () =>
    "nothing shows which side is the server: the handshake was not captured, and neither side sent JAM",
  "no-times": () => "it has no time stamps",
  damaged: () => "a file is damaged or cut off, and what came after that is not in this capture",
  arrival: () =>
    "it does not show that the request arrived at the server: no packet of the server acknowledges it",
  "client-closed-first": () =>
    "the client closed the connection first, before two seconds had passed after its `QUIT`",
  "clocks-unrelated": () =>
    "the sessions were captured by different clocks, and no packets that two captures both hold show how these differ",
  "clocks-merged": () =>
    "a file was merged from several captures, whose clocks may differ, and no packet in it was seen twice to show by how much",
  "clocks-apart": (_of, { detail }) =>
    `the sessions were captured by different clocks, which packets that two captures both hold relate only to within ${duration(Number(detail))}`,
};

function unseen(point: Point, doubt: Doubt, sessions: readonly Session[], isOne: boolean): string {
  const { session, kind, others } = doubt;
  const of = sessions.find(({ id }) => id === session)?.unseen ?? [];
  const more = others > 0 ? ` and ${counted(others, "other", "others")}` : "";
  const where = session === undefined ? "" : `In session ${session}${more}, `;
  const sentence = `${where}${WHAT[point]} cannot be seen in this capture, because ${WHY[kind](of, doubt, isOne)}.`;
  return sentence.replace(/^./, (first) => first.toUpperCase());
}

function note(it: Note, port: number): string {
  switch (it.kind) {
    case "damaged":
      return `The file ${it.file} is damaged or cut off (tshark: ${it.why}). The part before was read; what comes after it cannot be seen.`;
    case "truncated":
      return `Packets in ${it.file} are truncated at ${n(it.at)} bytes: what is beyond cannot be read. Capture without a snap length to get all bytes.`;
    case "no-times":
      return `The file ${it.file} has no time stamps: only the order of its packets is known.`;
    case "clocks":
      return clocks(it.relation);
    case "seen-again":
      return `${n(it.packets)} of the ${counted(it.of, "packet", "packets")} in ${it.file} ${it.packets === 1 ? "is a packet" : "are packets"} seen again (on another host, another interface, or another side of a NAT or tunnel): each packet is counted once.`;
    case "empty":
      return `The file ${it.file} contains no packets: was the capture made on the interface of the lab, and while the clients were connected? Clients on the server's own machine use the interface lo.`;
    case "other-port":
      return it.isTimeServer
        ? `The file ${it.file} contains no packets of TCP port ${port}, but a conversation with TIME or JAM on port ${it.port}: add --port ${it.port} to judge it. The assignment asks for port 45000.`
        : `The file ${it.file} contains no packets of TCP port ${port}, but of port ${it.port}: is it the server's port, or was the wrong interface captured?`;
    case "also-port":
      return `No reply came from port ${port}, but ${it.file} also contains a conversation with TIME or JAM on port ${it.port}: add --port ${it.port} to judge it. The assignment asks for port 45000.`;
    case "other-traffic":
      return `The file ${it.file} contains ${counted(it.frames, "packet", "packets")}, but none of TCP port ${port}, nor of another TCP server: was the wrong interface captured? Clients on the server's own machine use the interface lo.`;
  }
}

function clocks({ file, reference, atLeast, atMost, packets }: ClockRelation): string {
  const by = `by ${counted(packets, "packet", "packets")} that both hold`;
  const [least, most] = [duration(atLeast), duration(atMost)];
  if (atLeast < 0 && atMost > 0) {
    return `The clock of ${file} is between ${least} ahead of that of ${reference} and ${most} behind it, ${by}.`;
  }
  const [near, far] = Math.abs(atLeast) < Math.abs(atMost) ? [least, most] : [most, least];
  const side = atMost > 0 ? "behind" : "ahead of";
  if (atLeast === 0 && atMost === 0) return `The clocks of ${file} and ${reference} agree, ${by}.`;
  return `The clock of ${file} is ${near === far ? near : `${near} to ${far}`} ${side} that of ${reference}, ${by}.`;
}

export const UNSEEN = {
  unseen: (point, doubt, { sessions, captures }) => unseen(point, doubt, sessions, captures.length === 1),
  note: (it, { port }) => note(it, port),
} as const satisfies Partial<Phrases>;
