/** English: 1.a and 1.b. */
import { clientOf, code, counted, endpoint, fewOf, listIn } from "../format.ts";
import type { Phrases, SentAgain } from "../phrases.ts";
import { duration, n, packetAt, s } from "./packets.ts";

const NO_BYTES = "they open a connection and carry no bytes of a request or reply";
const SENT_AGAIN = {
  syn: { name: "SYNs from clients", bytes: NO_BYTES },
  "syn-ack": { name: "SYN-ACKs from the server", bytes: NO_BYTES },
  other: { name: "Packets", bytes: "the bytes in them are counted once" },
} as const satisfies Readonly<Record<SentAgain, object>>;

export const CONNECTIONS = {
  handshake: ({ session, syn, answer, last }) =>
    `In session ${session.id}, the client ${clientOf(session)} connects to ${endpoint(session.server)} with a three-way handshake: SYN in ${packetAt(syn)}, SYN-ACK from the server in ${packetAt(answer)}, and ACK from the client in ${packetAt(last)}.`,
  listens: ({ server }) =>
    `The SYN-ACK came from port ${server.port}, so a process was listening on this TCP port at that moment.`,
  answers: ({ id, server }, packet) =>
    `In session ${id}, ${packetAt(packet)} was sent by the server from port ${server.port}, which a closed port does not do, so a process had this TCP port open.`,
  handshakes: ({ of, all }) =>
    of === all
      ? `A complete handshake was captured in every session (${n(all)} in all).`
      : `A complete handshake was captured in ${n(of)} of the ${n(all)} sessions.`,
  refusals: ({ of, all }) => `The server refused ${n(of)} of the ${n(all)} sessions with RST.`,
  sentAgain: (what, each) => {
    const where = each.map(({ session, count }) => `${n(count)} in session ${session.id}`);
    const [few, more] = fewOf(where);
    const others = more > 0 ? [`some in ${counted(more, "other session", "other sessions")}`] : [];
    return `${SENT_AGAIN[what].name} were sent again (retransmissions): ${listIn("en", [...few, ...others])}; ${SENT_AGAIN[what].bytes}.`;
  },

  overlap: ({ from, to }, first, second) =>
    `Session ${first.id} of ${clientOf(first)} and session ${second.id} of ${clientOf(second)} were open at the same time at the server ${endpoint(first.server)}, from ${s(from)} to ${s(to)}, which is ${duration(to - from)}.`,
  served: (first, second) =>
    `During that time session ${first.reply.session.id} got ${code(first.reply.shown)} in ${packetAt(first.packet)} and session ${second.reply.session.id} got ${code(second.reply.shown)} in ${packetAt(second.packet)}, so the server did not wait for one session to end before it served the other.`,
  mostAtOnce: ({ mostAtOnce, pairs, servers }) => {
    const most = `The largest number of sessions open at the same time${servers.length > 1 ? ", at all servers together," : ""} is ${n(mostAtOnce.sessions)}, at ${s(mostAtOnce.at)}`;
    if (pairs.open === 0) return `${most}.`;
    if (pairs.served === 0) return `${most}; ${counted(pairs.open, "pair", "pairs")} of sessions overlapped.`;
    if (pairs.open === 1) return `${most}; in the only overlapping pair of sessions, both were served.`;
    const least = pairs.isExact ? "" : "at least ";
    return `${most}; of ${counted(pairs.open, "overlapping pair", "overlapping pairs")} of sessions, ${least}${n(pairs.served)} had both sessions served.`;
  },
  threadsUnseen:
    "The threads inside the server are not visible on the network; this capture shows their effect, which is that sessions are served at the same time.",
} as const satisfies Partial<Phrases>;
