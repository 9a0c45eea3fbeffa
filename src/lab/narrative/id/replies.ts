/** Indonesian: 1.d. */
import { bytes, code, numberIn, secondsIn, sizeOf } from "../format.ts";
import type { Phrases } from "../phrases.ts";

const n = (value: number | undefined) => numberIn("id", value);

const REQUIREMENT = {
  "1.d.i": "berupa string UTF-8 yang sah",
  "1.d.ii": "diawali JAM, satu spasi, lalu jam",
  "1.d.iii": "berisi jam hh:mm:ss yang cocok dengan waktu paketnya dan diakhiri karakter 13 dan 10",
};

export const REPLIES = {
  reply: ({ session, pair, repliedAt }) =>
    `Respons di paket ${pair.replyPacket} sesi ${session.id} (detik ${secondsIn("id", repliedAt)}) adalah ${code(pair.reply)}, sepanjang ${n(sizeOf(pair.replyHex))} byte, yang dalam heksadesimal tertulis ${bytes(pair.replyHex)}.`,
  utf8: (_located, isAscii) =>
    isAscii
      ? "Setiap byte di dalamnya bernilai di bawah 128, sehingga artinya sama dalam ASCII maupun UTF-8 dan dapat dibaca sebagai string tanpa galat."
      : "Di dalamnya ada byte bernilai 128 ke atas, tetapi rangkaiannya membentuk karakter UTF-8 yang sah sehingga dapat dibaca sebagai string.",
  prefix: ({ pair }) =>
    `Empat byte pertama, ${bytes(pair.replyHex?.slice(0, 8))}, adalah huruf J, A, M, dan satu spasi (karakter 32). Byte kelima, ${bytes(pair.replyHex?.slice(8, 10))}, adalah angka pertama dari jam, jadi di antara awalan dan jam tidak ada karakter lain.`,
  time: ({ pair }, packet) => {
    const utc = packet && new Date(packet.time * 1000).toISOString().slice(11, 19);
    return `Delapan byte setelah spasi, ${bytes(pair.replyHex?.slice(8, 24))}, membentuk ${code(pair.reply?.slice(4, 12))}: dua angka jam, dua angka menit, dan dua angka detik yang dipisahkan titik dua. Dua byte terakhir, ${bytes(pair.replyHex?.slice(-4))}, adalah karakter 13 dan 10. Paket itu tercatat pada pukul ${code(utc)} UTC; setelah zona waktu diperhitungkan, jam yang ditampilkan berselisih ${n(pair.clockDifference)} detik dari waktu itu.`;
  },
  replies: (point, { of, all }) =>
    of === all
      ? `Respons harus ${REQUIREMENT[point]}; semua respons jam di capture ini memenuhinya (${n(all)} respons).`
      : `Respons harus ${REQUIREMENT[point]}; di capture ini ${n(of)} dari ${n(all)} respons memenuhinya.`,
} as const satisfies Partial<Phrases>;
