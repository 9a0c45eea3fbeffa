/** English: 1.a and 1.b. */
import { clientOf, code, counted, endpoint, listIn, numberIn, secondsIn } from "../format.ts";
import type { Phrases, SentAgain } from "../phrases.ts";

const s = (seconds: number) => secondsIn("en", seconds);
const n = (value: number) => numberIn("en", value);

const NO_BYTES = "they open a connection and hold no byte of a request or reply";
const SENT_AGAIN = {
  syn: { name: "SYNs of clients", bytes: NO_BYTES },
  "syn-ack": { name: "SYN-ACKs of the server", bytes: NO_BYTES },
  other: { name: "packets", bytes: "the bytes in them are counted once" },
} as const satisfies Readonly<Record<SentAgain, object>>;

export const CONNECTIONS = {
  handshake: ({ session, packets: [syn, answer, last] }) =>
    `In session ${session.id}, the client ${clientOf(session)} connects to ${endpoint(session.server)} with a three-way handshake: SYN in packet ${syn?.number} (second ${s(syn?.at ?? 0)}), SYN-ACK from the server in packet ${answer?.number} (second ${s(answer?.at ?? 0)}), and ACK from the client in packet ${last?.number} (second ${s(last?.at ?? 0)}).`,
  listens: ({ server }) =>
    `That SYN-ACK came from port ${server.port}, so at that moment a process was listening on this port over TCP.`,
  handshakes: ({ of, all }) =>
    of === all
      ? `A whole handshake is seen in every session of this capture (${n(all)} in all).`
      : `A whole handshake is seen in ${n(of)} of the ${n(all)} sessions of this capture.`,
  refusals: ({ of, all }) =>
    `Refused with RST: ${n(of)} of the ${counted(all, "session", "sessions")} of this capture.`,
  sentAgain: (what, each) => {
    const where = each.map(({ session, count }) => `${n(count)} in session ${session.id}`);
    return `Wireshark marks ${SENT_AGAIN[what].name} as sent again (retransmissions): ${listIn("en", where)}; ${SENT_AGAIN[what].bytes}.`;
  },

  overlap: ({ from, to }, first, second) =>
    `Session ${first.id} of ${clientOf(first)} and session ${second.id} of ${clientOf(second)} were open at the same time at the server ${endpoint(first.server)}, from second ${s(from)} to second ${s(to)}, that is for ${n((to - from) * 1000)} milliseconds.`,
  served: (first, second) =>
    `In that span session ${first.session.id} got ${code(first.exchange.reply)} in packet ${first.exchange.replyPacket} (second ${s(first.repliedAt)}) and session ${second.session.id} got ${code(second.exchange.reply)} in packet ${second.exchange.replyPacket} (second ${s(second.repliedAt)}), so the server did not wait for the one to end before it served the other.`,
  mostAtOnce: ({ mostAtOnce, overlaps, servers }) => {
    const served = overlaps.filter(({ bothServed }) => bothServed).length;
    const most = `The most that was open at once${servers.length > 1 ? ", over all servers," : ""} is ${counted(mostAtOnce.sessions, "session", "sessions")}, at second ${s(mostAtOnce.at)}`;
    return overlaps.length === 0
      ? `${most}.`
      : `${most}; of ${counted(overlaps.length, "pair", "pairs")} of sessions that overlap, ${n(served)} had both served.`;
  },
  threadsUnseen:
    "The threads inside the server are not seen on the network; what this capture shows is their effect, which is service at the same time.",
} as const satisfies Partial<Phrases>;
