/** Indonesian: 1.c. */
import { bytes, code, listIn } from "../format.ts";
import type { Count, Phrases } from "../phrases.ts";
import { duration, n, packet, packetAt } from "./packets.ts";

const UNTRIED = {
  cut: "request yang terpotong menjadi beberapa segment",
  joined: "beberapa request dalam satu segment",
  lf: "`TIME` dengan karakter 10 saja",
  cr: "`TIME` dengan karakter 13 saja",
  unterminated: "`TIME` tanpa akhir baris",
};

const more = ({ unseen }: Count) =>
  unseen === 0 ? "" : ` Untuk ${n(unseen)} lainnya, hal itu tidak terlihat di capture ini.`;

export const REQUESTS = {
  request: ({ session, pair, request, reply }) => {
    const later = pair.replyMs === undefined ? "" : `, ${duration(pair.replyMs / 1000)} setelahnya`;
    return `Pada sesi ${session.id}, ${packetAt(request)} membawa ${code(pair.request)}, dalam heksadesimal ${bytes(pair.requestHex)}: string itu diawali TIME dan diakhiri karakter 13 (\`0d\`) dan 10 (\`0a\`). Server menjawab ${code(pair.reply)}${reply ? ` di ${packetAt(reply)}` : ""}${later}.`;
  },
  answered: (count) =>
    (count.of === count.all
      ? `Semua request \`TIME\` di capture ini yang diakhiri karakter 13 dan 10 (${n(count.all)} request) dijawab dengan jam.`
      : `Dari ${n(count.all)} request \`TIME\` di capture ini yang diakhiri karakter 13 dan 10, ${count.of === 0 ? "tidak ada yang dijawab dengan jam" : `yang dijawab dengan jam ada ${n(count.of)}`}.`) +
    more(count),
  cut: ({ session, pair, request: { file }, reply }) =>
    `Request yang terpotong pada sesi ${session.id} (paket ${listIn("id", pair.segments.map(String))}${file === undefined ? "" : ` di ${file}`}) dilayani sebagai satu request${reply ? `, dengan respons di ${packet(reply)}` : ""}.`,
  joined: ({ session, pair, request, reply }) =>
    `Pada sesi ${session.id}, ${packet(request)} memuat lebih dari satu baris, dan ${code(pair.request)} di dalamnya dijawab${reply ? ` di ${packet(reply)}` : ""}.`,
  illFormed: ({ session, pair, request }) =>
    pair.reply === undefined
      ? `Untuk ${code(pair.request)} di ${packet(request)}, sesi ${session.id}, yang akhir barisnya tidak lengkap, tidak ada respons yang tercatat.`
      : `Untuk ${code(pair.request)} di ${packet(request)}, sesi ${session.id}, yang akhir barisnya tidak lengkap, server menjawab ${code(pair.reply)}, bukan jam.`,
  notTried: (kinds) =>
    `Yang tidak dicoba di capture ini: ${listIn(
      "id",
      kinds.map((kind) => UNTRIED[kind]),
    )}.`,

  quit: ({ session, pair, request }, { packet: closing, isReset, afterMs }) =>
    `Pada sesi ${session.id}, ${packetAt(request)} membawa ${code(pair.request)}, dalam heksadesimal ${bytes(pair.requestHex)}, yaitu QUIT yang diakhiri karakter 13 dan 10. Server lalu ${isReset ? "mengakhiri koneksi dengan RST" : "menutup koneksi dari sisinya dengan FIN"} di ${packet(closing)}, ${afterMs === undefined ? "dalam dua detik" : `${duration(afterMs / 1000)} setelah QUIT itu`}.`,
  quitSilent: ({ id }, dataSegments) =>
    dataSegments === 0
      ? `Setelah QUIT, server tidak mengirim data lagi pada sesi ${id}: QUIT itu sendiri tidak dijawab.`
      : `Setelah QUIT, server masih mengirim ${n(dataSegments)} segment data pada sesi ${id} sebelum menutup.`,
  quits: (count) =>
    (count.of === count.all
      ? `Semua sesi yang mengirim QUIT (${n(count.all)} sesi) ditutup oleh server dalam dua detik.`
      : `Dari ${n(count.all)} sesi yang mengirim QUIT, ${count.of === 0 ? "tidak ada yang ditutup oleh server dalam dua detik" : `yang ditutup oleh server dalam dua detik ada ${n(count.of)}`}.`) +
    more(count),
} as const satisfies Partial<Phrases>;
