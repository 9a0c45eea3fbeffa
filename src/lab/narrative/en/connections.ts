/** English: 1.a and 1.b. */
import { clientOf, code, counted, endpoint, listIn, numberIn, secondsIn } from "../format.ts";
import type { Phrases } from "../phrases.ts";

const s = (seconds: number) => secondsIn("en", seconds);
const n = (value: number) => numberIn("en", value);

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
  sentAgain: (sessions) => {
    const each = sessions.map(({ id, retransmissions }) => `${n(retransmissions)} in session ${id}`);
    return `Wireshark marks packets as sent again (retransmissions): ${listIn("en", each)}; the bytes in them are counted once.`;
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
