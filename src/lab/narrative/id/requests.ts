/** Indonesian: 1.c. */
import { bytes, code, listIn, numberIn, secondsIn } from "../format.ts";
import type { Phrases } from "../phrases.ts";

const s = (seconds: number) => secondsIn("id", seconds);
const n = (value: number | undefined) => numberIn("id", value);

const UNTRIED = {
  cut: "permintaan yang terpotong menjadi beberapa segmen",
  joined: "beberapa permintaan dalam satu segmen",
  lf: "`TIME` dengan karakter 10 saja",
  cr: "`TIME` dengan karakter 13 saja",
  unterminated: "`TIME` tanpa akhiran",
};

export const REQUESTS = {
  request: ({ session, exchange, askedAt, repliedAt }) =>
    `Pada sesi ${session.id}, paket ${exchange.segments.at(-1)} (detik ${s(askedAt)}) membawa ${code(exchange.request)}, dalam heksadesimal ${bytes(exchange.requestHex)}: string itu diawali TIME dan ditutup dengan karakter 13 (\`0d\`) dan 10 (\`0a\`). Server menjawab ${code(exchange.reply)} di paket ${exchange.replyPacket} (detik ${s(repliedAt)}), ${n(exchange.replyMs)} milidetik sesudahnya.`,
  answered: ({ of, all }) =>
    of === all
      ? `Semua permintaan \`TIME\` yang diakhiri karakter 13 dan 10 (${n(all)} permintaan) dijawab dengan jam.`
      : `Dari ${n(all)} permintaan \`TIME\` yang diakhiri karakter 13 dan 10, yang dijawab dengan jam ada ${n(of)}.`,
  cut: ({ session, exchange }) =>
    `Permintaan yang terpotong pada sesi ${session.id} (paket ${listIn("id", exchange.segments.map(String))}) tetap dilayani sebagai satu permintaan, dengan respons di paket ${exchange.replyPacket}.`,
  joined: ({ session, exchange }) =>
    `Paket ${exchange.segments.at(-1)} pada sesi ${session.id} memuat lebih dari satu baris sekaligus, dan ${code(exchange.request)} di dalamnya dijawab di paket ${exchange.replyPacket}.`,
  illFormed: ({ session, exchange }) =>
    exchange.reply === undefined
      ? `Untuk ${code(exchange.request)} di paket ${exchange.segments.at(-1)} sesi ${session.id}, yang akhirannya tidak lengkap, server tidak mengirim apa pun.`
      : `Untuk ${code(exchange.request)} di paket ${exchange.segments.at(-1)} sesi ${session.id}, yang akhirannya tidak lengkap, server tidak memberi jam melainkan ${code(exchange.reply)}.`,
  notTried: (kinds) =>
    `Yang tidak ada di capture ini: ${listIn(
      "id",
      kinds.map((kind) => UNTRIED[kind]),
    )}.`,

  quit: ({ session, exchange, askedAt }, { packet, afterMs }) =>
    `Pada sesi ${session.id}, paket ${exchange.segments.at(-1)} (detik ${s(askedAt)}) membawa ${code(exchange.request)}, dalam heksadesimal ${bytes(exchange.requestHex)}, yaitu QUIT beserta karakter 13 dan 10. Server lalu menutup koneksi dari pihaknya dengan FIN di paket ${packet}, ${n(afterMs)} milidetik sesudah QUIT itu.`,
  quitSilent: ({ id }, dataSegments) =>
    dataSegments === 0
      ? `Sesudah QUIT, server tidak mengirim data lagi pada sesi ${id}: QUIT sendiri tidak dijawab dengan apa pun.`
      : `Sesudah QUIT, server masih mengirim ${n(dataSegments)} segmen data pada sesi ${id} sebelum menutup.`,
  quits: ({ of, all }) =>
    of === all
      ? `Semua sesi yang mengirim QUIT (${n(all)} sesi) ditutup oleh server dengan FIN.`
      : `Dari ${n(all)} sesi yang mengirim QUIT, yang tampak ditutup oleh server dengan FIN ada ${n(of)}.`,
} as const satisfies Partial<Phrases>;
