/** Indonesian: 1.d. */
import { bytes, code, numberIn, secondsIn, sizeOf } from "../format.ts";
import type { Phrases } from "../phrases.ts";

const n = (value: number | undefined) => numberIn("id", value);

const WHAT = {
  "1.d.i": "sah sebagai string UTF-8",
  "1.d.ii": "diawali JAM, satu spasi, lalu jam",
  "1.d.iii": "berisi jam hh:mm:ss yang cocok dengan waktu paketnya dan diakhiri karakter 13 dan 10",
};

export const REPLIES = {
  reply: ({ session, exchange, repliedAt }) =>
    `Respons di paket ${exchange.replyPacket} sesi ${session.id} (detik ${secondsIn("id", repliedAt)}) ialah ${code(exchange.reply)}, sepanjang ${n(sizeOf(exchange.replyHex))} byte, yang dalam heksadesimal tertulis ${bytes(exchange.replyHex)}.`,
  utf8: (_placed, isAscii) =>
    isAscii
      ? "Setiap byte di dalamnya bernilai di bawah 128, sehingga sama artinya dalam ASCII maupun UTF-8 dan dapat dibaca sebagai string tanpa galat."
      : "Di dalamnya ada byte bernilai 128 ke atas, tetapi rangkaiannya tetap membentuk karakter UTF-8 yang sah sehingga dapat dibaca sebagai string.",
  prefix: ({ exchange }) =>
    `Empat byte pertama, ${bytes(exchange.replyHex?.slice(0, 8))}, ialah huruf J, A, M, dan satu spasi (karakter 32); byte kelima, ${bytes(exchange.replyHex?.slice(8, 10))}, sudah merupakan angka pertama dari jam, jadi di antara awalan dan jam tidak ada karakter lain.`,
  time: ({ exchange }, packet) => {
    const utc = packet && new Date(packet.time * 1000).toISOString().slice(11, 19);
    return `Delapan byte sesudah spasi, ${bytes(exchange.replyHex?.slice(8, 24))}, membentuk ${code(exchange.reply?.slice(4, 12))}: dua angka jam, dua angka menit, dan dua angka detik yang dipisahkan titik dua. Dua byte terakhir, ${bytes(exchange.replyHex?.slice(-4))}, ialah karakter 13 dan 10. Paket itu sendiri tercatat pada pukul ${code(utc)} UTC, dan terhadap waktu itu jam yang ditampilkan berselisih ${n(exchange.clockDifference)} detik setelah zona waktunya diperhitungkan.`;
  },
  replies: (point, { of, all }) =>
    of === all
      ? `Semua respons jam di capture ini (${n(all)} respons) ${WHAT[point]}.`
      : `Dari ${n(all)} respons di capture ini, yang ${WHAT[point]} ada ${n(of)}.`,
} as const satisfies Partial<Phrases>;
