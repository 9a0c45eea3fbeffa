/** Indonesian: 1.a and 1.b. */
import { clientOf, code, endpoint, listIn, numberIn, secondsIn } from "../format.ts";
import type { Phrases, SentAgain } from "../phrases.ts";

const s = (seconds: number) => secondsIn("id", seconds);
const n = (value: number) => numberIn("id", value);

const NO_BYTES = "paket ini membuka koneksi dan tidak membawa byte request maupun respons";
const SENT_AGAIN = {
  syn: { name: "SYN dari client", bytes: NO_BYTES },
  "syn-ack": { name: "SYN-ACK dari server", bytes: NO_BYTES },
  other: { name: "paket", bytes: "byte di dalamnya hanya dihitung satu kali" },
} as const satisfies Readonly<Record<SentAgain, object>>;

export const CONNECTIONS = {
  handshake: ({ session, packets: [syn, answer, last] }) =>
    `Pada sesi ${session.id}, client ${clientOf(session)} membuka koneksi ke ${endpoint(session.server)} dengan three-way handshake: SYN di paket ${syn?.number} (detik ${s(syn?.at ?? 0)}), SYN-ACK dari server di paket ${answer?.number} (detik ${s(answer?.at ?? 0)}), dan ACK dari client di paket ${last?.number} (detik ${s(last?.at ?? 0)}).`,
  listens: ({ server }) =>
    `SYN-ACK itu datang dari port ${server.port}, jadi pada saat itu ada proses yang mendengarkan di port TCP tersebut.`,
  handshakes: ({ of, all }) =>
    of === all
      ? `Handshake yang lengkap tercatat pada semua sesi di capture ini (${n(all)} sesi).`
      : `Handshake yang lengkap tercatat pada ${n(of)} dari ${n(all)} sesi di capture ini.`,
  refusals: ({ of, all }) => `Server menolak ${n(of)} dari ${n(all)} sesi dengan RST.`,
  sentAgain: (what, each) => {
    const where = each.map(({ session, count }) => `${n(count)} pada sesi ${session.id}`);
    return `Wireshark menandai ${SENT_AGAIN[what].name} yang dikirim ulang (retransmission): ${listIn("id", where)}; ${SENT_AGAIN[what].bytes}.`;
  },

  overlap: ({ from, to }, first, second) =>
    `Sesi ${first.id} dari ${clientOf(first)} dan sesi ${second.id} dari ${clientOf(second)} terbuka bersamaan di server ${endpoint(first.server)}, dari detik ${s(from)} sampai detik ${s(to)}, yaitu selama ${n((to - from) * 1000)} ms.`,
  served: (first, second) =>
    `Selama itu sesi ${first.session.id} mendapat ${code(first.pair.reply)} di paket ${first.pair.replyPacket} (detik ${s(first.repliedAt)}) dan sesi ${second.session.id} mendapat ${code(second.pair.reply)} di paket ${second.pair.replyPacket} (detik ${s(second.repliedAt)}), jadi server tidak menunggu satu sesi selesai sebelum melayani sesi yang lain.`,
  mostAtOnce: ({ mostAtOnce, overlaps, servers }) => {
    const served = overlaps.filter(({ bothServed }) => bothServed).length;
    const most = `Paling banyak ${n(mostAtOnce.sessions)} sesi terbuka pada saat yang sama${servers.length > 1 ? ", dihitung di semua server," : ","} yaitu pada detik ${s(mostAtOnce.at)}`;
    return overlaps.length === 0
      ? `${most}.`
      : `${most}; dari ${n(overlaps.length)} pasang sesi yang terbuka bersamaan, ${n(served)} pasang sama-sama dilayani.`;
  },
  threadsUnseen:
    "Thread di dalam server tidak terlihat di jaringan; yang diperlihatkan capture ini adalah akibatnya, yaitu sesi-sesi yang dilayani bersamaan.",
} as const satisfies Partial<Phrases>;
