/** English: 1.a and 1.b. */
import { clientOf, code, counted, endpoint, listIn, numberIn, secondsIn } from "../format.ts";
import type { Phrases, SentAgain } from "../phrases.ts";

const s = (seconds: number) => `${secondsIn("en", seconds)} s`;
const n = (value: number) => numberIn("en", value);

const NO_BYTES = "they open a connection and carry no bytes of a request or reply";
const SENT_AGAIN = {
  syn: { name: "SYNs from clients", bytes: NO_BYTES },
  "syn-ack": { name: "SYN-ACKs from the server", bytes: NO_BYTES },
  other: { name: "packets", bytes: "the bytes in them are counted once" },
} as const satisfies Readonly<Record<SentAgain, object>>;

export const CONNECTIONS = {
  handshake: ({ session, packets: [syn, answer, last] }) =>
    `In session ${session.id}, the client ${clientOf(session)} connects to ${endpoint(session.server)} with a three-way handshake: SYN in packet ${syn?.number} (at ${s(syn?.at ?? 0)}), SYN-ACK from the server in packet ${answer?.number} (at ${s(answer?.at ?? 0)}), and ACK from the client in packet ${last?.number} (at ${s(last?.at ?? 0)}).`,
  listens: ({ server }) =>
    `The SYN-ACK came from port ${server.port}, so a process was listening on this TCP port at that moment.`,
  handshakes: ({ of, all }) =>
    of === all
      ? `A complete handshake was captured in every session (${n(all)} in all).`
      : `A complete handshake was captured in ${n(of)} of the ${n(all)} sessions.`,
  refusals: ({ of, all }) => `The server refused ${n(of)} of the ${n(all)} sessions with RST.`,
  sentAgain: (what, each) => {
    const where = each.map(({ session, count }) => `${n(count)} in session ${session.id}`);
    return `Wireshark marks ${SENT_AGAIN[what].name} as retransmissions: ${listIn("en", where)}; ${SENT_AGAIN[what].bytes}.`;
  },

  overlap: ({ from, to }, first, second) =>
    `Session ${first.id} of ${clientOf(first)} and session ${second.id} of ${clientOf(second)} were open at the same time at the server ${endpoint(first.server)}, from ${s(from)} to ${s(to)}, which is ${n((to - from) * 1000)} milliseconds.`,
  served: (first, second) =>
    `During that time session ${first.session.id} got ${code(first.pair.reply)} in packet ${first.pair.replyPacket} (at ${s(first.repliedAt)}) and session ${second.session.id} got ${code(second.pair.reply)} in packet ${second.pair.replyPacket} (at ${s(second.repliedAt)}), so the server did not wait for one session to end before it served the other.`,
  mostAtOnce: ({ mostAtOnce, overlaps, servers }) => {
    const served = overlaps.filter(({ bothServed }) => bothServed).length;
    const most = `The largest number of sessions open at the same time${servers.length > 1 ? ", at all servers together," : ""} is ${n(mostAtOnce.sessions)}, at ${s(mostAtOnce.at)}`;
    return overlaps.length === 0
      ? `${most}.`
      : `${most}; of ${counted(overlaps.length, "overlapping pair", "overlapping pairs")} of sessions, ${n(served)} had both sessions served.`;
  },
  threadsUnseen:
    "The threads inside the server are not visible on the network; this capture shows their effect, which is that sessions are served at the same time.",
} as const satisfies Partial<Phrases>;
