/** Indonesian: 1.d. */
import { bytes, code, sizeOf } from "../format.ts";
import type { Phrases } from "../phrases.ts";
import { n, packetAt } from "./packets.ts";

const REQUIREMENT = {
  "1.d.i": { all: "baris dari server", must: "berupa string UTF-8 yang sah" },
  "1.d.ii": { all: "respons jam", must: "diawali JAM, satu spasi, lalu jam" },
  "1.d.iii": { all: "respons jam", must: "berisi jam hh:mm:ss dan diakhiri karakter 13 dan 10" },
};

/** Whole seconds ahead of the packet's. */
const difference = (seconds: number) =>
  seconds === 0
    ? "sama dengan"
    : `${n(Math.abs(seconds))} detik ${seconds > 0 ? "lebih cepat" : "lebih lambat"} daripada`;

export const REPLIES = {
  reply: ({ reply: { session, shown, hex }, packet }) =>
    `Respons di ${packetAt(packet)}, sesi ${session.id}, adalah ${code(shown)}, sepanjang ${n(sizeOf(hex))} byte, yang dalam heksadesimal tertulis ${bytes(hex)}.`,
  utf8: (isAscii) =>
    isAscii
      ? "Setiap byte di dalamnya bernilai di bawah 128, sehingga artinya sama dalam ASCII maupun UTF-8 dan dapat dibaca sebagai string tanpa galat."
      : "Di dalamnya ada byte bernilai 128 ke atas, tetapi rangkaiannya membentuk karakter UTF-8 yang sah sehingga dapat dibaca sebagai string.",
  prefix: ({ reply: { hex } }) =>
    `Empat byte pertama, ${bytes(hex.slice(0, 8))}, adalah huruf J, A, M, dan satu spasi (karakter 32). Byte kelima, ${bytes(hex.slice(8, 10))}, adalah angka pertama dari jam, jadi di antara awalan dan jam tidak ada karakter lain.`,
  time: ({ reply: { hex, shown, clockDifference } }, utc) => {
    const form = `Delapan byte setelah spasi, ${bytes(hex.slice(8, 24))}, membentuk ${code(shown.slice(4, 12))}: dua angka jam, dua angka menit, dan dua angka detik yang dipisahkan titik dua. Dua byte terakhir, ${bytes(hex.slice(-4))}, adalah karakter 13 dan 10.`;
    return utc === undefined || clockDifference === undefined
      ? form
      : `${form} Paket itu tercatat pada pukul ${code(utc)} UTC; setelah zona waktu diperhitungkan, jam yang ditampilkan ${difference(clockDifference)} waktu itu.`;
  },
  replies: (point, { of, all, unseen }) => {
    const { all: each, must } = REQUIREMENT[point];
    const seen =
      of === all
        ? `semuanya di capture ini memenuhinya (${n(all)} ${each}).`
        : of === 0
          ? `di capture ini, dari ${n(all)} ${each}, tidak ada yang memenuhinya.`
          : `di capture ini ${n(of)} dari ${n(all)} memenuhinya.`;
    const more = unseen === 0 ? "" : ` Selain itu, ${n(unseen)} tidak dapat dibaca di capture ini.`;
    return `Setiap ${each} harus ${must}; ${seen}${more}`;
  },
} as const satisfies Partial<Phrases>;
