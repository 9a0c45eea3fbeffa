/** Indonesian: 1.c. */
import { bytes, code, listIn, numberIn, secondsIn } from "../format.ts";
import type { Phrases } from "../phrases.ts";

const s = (seconds: number) => secondsIn("id", seconds);
const n = (value: number | undefined) => numberIn("id", value);

const UNTRIED = {
  cut: "request yang terpotong menjadi beberapa segment",
  joined: "beberapa request dalam satu segment",
  lf: "`TIME` dengan karakter 10 saja",
  cr: "`TIME` dengan karakter 13 saja",
  unterminated: "`TIME` tanpa akhir baris",
};

export const REQUESTS = {
  request: ({ session, pair, requestedAt, repliedAt }) =>
    `Pada sesi ${session.id}, paket ${pair.segments.at(-1)} (detik ${s(requestedAt)}) membawa ${code(pair.request)}, dalam heksadesimal ${bytes(pair.requestHex)}: string itu diawali TIME dan diakhiri karakter 13 (\`0d\`) dan 10 (\`0a\`). Server menjawab ${code(pair.reply)} di paket ${pair.replyPacket} (detik ${s(repliedAt)}), ${n(pair.replyMs)} ms setelahnya.`,
  answered: ({ of, all }) =>
    of === all
      ? `Semua request \`TIME\` yang diakhiri karakter 13 dan 10 (${n(all)} request) dijawab dengan jam.`
      : `Dari ${n(all)} request \`TIME\` yang diakhiri karakter 13 dan 10, yang dijawab dengan jam ada ${n(of)}.`,
  cut: ({ session, pair }) =>
    `Request yang terpotong pada sesi ${session.id} (paket ${listIn("id", pair.segments.map(String))}) dilayani sebagai satu request, dengan respons di paket ${pair.replyPacket}.`,
  joined: ({ session, pair }) =>
    `Paket ${pair.segments.at(-1)} pada sesi ${session.id} memuat lebih dari satu baris, dan ${code(pair.request)} di dalamnya dijawab di paket ${pair.replyPacket}.`,
  illFormed: ({ session, pair }) =>
    pair.reply === undefined
      ? `Untuk ${code(pair.request)} di paket ${pair.segments.at(-1)} sesi ${session.id}, yang akhir barisnya tidak lengkap, server tidak mengirim respons.`
      : `Untuk ${code(pair.request)} di paket ${pair.segments.at(-1)} sesi ${session.id}, yang akhir barisnya tidak lengkap, server menjawab ${code(pair.reply)}, bukan jam.`,
  notTried: (kinds) =>
    `Yang tidak dicoba di capture ini: ${listIn(
      "id",
      kinds.map((kind) => UNTRIED[kind]),
    )}.`,

  quit: ({ session, pair, requestedAt }, { packet, afterMs }) =>
    `Pada sesi ${session.id}, paket ${pair.segments.at(-1)} (detik ${s(requestedAt)}) membawa ${code(pair.request)}, dalam heksadesimal ${bytes(pair.requestHex)}, yaitu QUIT yang diakhiri karakter 13 dan 10. Server lalu menutup koneksi dari sisinya dengan FIN di paket ${packet}, ${n(afterMs)} ms setelah QUIT itu.`,
  quitSilent: ({ id }, dataSegments) =>
    dataSegments === 0
      ? `Setelah QUIT, server tidak mengirim data lagi pada sesi ${id}: QUIT itu sendiri tidak dijawab.`
      : `Setelah QUIT, server masih mengirim ${n(dataSegments)} segment data pada sesi ${id} sebelum menutup.`,
  quits: ({ of, all }) =>
    of === all
      ? `Semua sesi yang mengirim QUIT (${n(all)} sesi) ditutup oleh server dengan FIN.`
      : `Dari ${n(all)} sesi yang mengirim QUIT, yang ditutup oleh server dengan FIN ada ${n(of)}.`,
} as const satisfies Partial<Phrases>;
