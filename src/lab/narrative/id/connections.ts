/** Indonesian: 1.a and 1.b. */
import { clientOf, code, endpoint, fewOf, listIn } from "../format.ts";
import type { Phrases, SentAgain } from "../phrases.ts";
import { duration, n, packetAt, s } from "./packets.ts";

const NO_BYTES = "paket ini membuka koneksi dan tidak membawa byte request maupun respons";
const SENT_AGAIN = {
  syn: { name: "SYN dari client", bytes: NO_BYTES },
  "syn-ack": { name: "SYN-ACK dari server", bytes: NO_BYTES },
  other: { name: "paket", bytes: "byte di dalamnya hanya dihitung satu kali" },
} as const satisfies Readonly<Record<SentAgain, object>>;

export const CONNECTIONS = {
  handshake: ({ session, syn, answer, last }) =>
    `Pada sesi ${session.id}, client ${clientOf(session)} membuka koneksi ke ${endpoint(session.server)} dengan three-way handshake: SYN di ${packetAt(syn)}, SYN-ACK dari server di ${packetAt(answer)}, dan ACK dari client di ${packetAt(last)}.`,
  listens: ({ server }) =>
    `SYN-ACK itu datang dari port ${server.port}, jadi pada saat itu ada proses yang mendengarkan di port TCP tersebut.`,
  answers: ({ id, server }, packet) =>
    `Pada sesi ${id}, ${packetAt(packet)} dikirim server dari port ${server.port}; port yang tertutup tidak mengirim paket seperti itu, jadi ada proses yang membuka port TCP tersebut.`,
  handshakes: ({ of, all }) =>
    of === all
      ? `Handshake yang lengkap tercatat pada semua sesi di capture ini (${n(all)} sesi).`
      : `Handshake yang lengkap tercatat pada ${n(of)} dari ${n(all)} sesi di capture ini.`,
  refusals: ({ of, all }) => `Server menolak ${n(of)} dari ${n(all)} sesi dengan RST.`,
  sentAgain: (what, each) => {
    const where = each.map(({ session, count }) => `${n(count)} pada sesi ${session.id}`);
    const [few, more] = fewOf(where);
    const others = more > 0 ? [`beberapa lagi pada ${n(more)} sesi lain`] : [];
    return `Ada ${SENT_AGAIN[what].name} yang dikirim ulang (retransmission): ${listIn("id", [...few, ...others])}; ${SENT_AGAIN[what].bytes}.`;
  },

  overlap: ({ from, to }, first, second) =>
    `Sesi ${first.id} dari ${clientOf(first)} dan sesi ${second.id} dari ${clientOf(second)} terbuka bersamaan di server ${endpoint(first.server)}, dari detik ${s(from)} sampai detik ${s(to)}, yaitu selama ${duration(to - from)}.`,
  served: (first, second) =>
    `Selama itu sesi ${first.reply.session.id} mendapat ${code(first.reply.shown)} di ${packetAt(first.packet)} dan sesi ${second.reply.session.id} mendapat ${code(second.reply.shown)} di ${packetAt(second.packet)}, jadi server tidak menunggu satu sesi selesai sebelum melayani sesi yang lain.`,
  mostAtOnce: ({ mostAtOnce, pairs, servers }) => {
    const most = `Paling banyak ${n(mostAtOnce.sessions)} sesi terbuka pada saat yang sama${servers.length > 1 ? ", dihitung di semua server," : ","} yaitu pada detik ${s(mostAtOnce.at)}`;
    if (pairs.open === 0) return `${most}.`;
    if (pairs.served === 0) return `${most}; ada ${n(pairs.open)} pasang sesi yang terbuka bersamaan.`;
    if (pairs.open === 1) {
      return `${most}; satu-satunya pasang sesi yang terbuka bersamaan sama-sama dilayani.`;
    }
    const least = pairs.isExact ? "" : "sedikitnya ";
    return `${most}; dari ${n(pairs.open)} pasang sesi yang terbuka bersamaan, ${least}${n(pairs.served)} pasang sama-sama dilayani.`;
  },
  threadsUnseen:
    "Thread di dalam server tidak terlihat di jaringan; yang diperlihatkan capture ini adalah akibatnya, yaitu sesi-sesi yang dilayani bersamaan.",
} as const satisfies Partial<Phrases>;
