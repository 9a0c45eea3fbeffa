/** Indonesian: what cannot be seen in a capture, and why; and what is to be known of the files. */
import type { ClockRelation, Doubt, DoubtKind, Note, Point, Session } from "../../capture/facts.ts";
import type { Unseen } from "../../capture/unseen.ts";
import type { Phrases } from "../phrases.ts";
import { duration, n, packet } from "./packets.ts";

const WHAT: Readonly<Record<Point, string>> = {
  "1.a": "terbuka atau tidaknya port server",
  "1.b": "pelayanan concurrent",
  "1.c.i": "cara server melayani request",
  "1.c.ii": "berakhir atau tidaknya sesi karena `QUIT`",
  "1.d.i": "isi respons server",
  "1.d.ii": "awalan respons",
  "1.d.iii": "format jam",
};

type Why = (of: readonly Unseen[], doubt: Doubt, isOne: boolean) => string;

const find = <Kind extends Unseen["kind"]>(of: readonly Unseen[], kind: Kind) =>
  of.find((one): one is Extract<Unseen, { kind: Kind }> => one.kind === kind);

const WHY: Readonly<Record<DoubtKind, Why>> = {
  truncated: (of, { detail }) => {
    const at = find(of, "truncated")?.at ?? Number(detail);
    return `paketnya terpotong pada ${n(at)} byte: isinya tidak dapat dibaca`;
  },
  "no-client-packets": () => "paket dari client tidak terekam di dalamnya",
  "no-server-packets": () => "paket dari server tidak terekam di dalamnya",
  gap: (of, { detail }, isOne) => {
    const gap = find(
      of.filter((one) => !("side" in one) || one.side === detail),
      "gap",
    );
    if (gap === undefined) return "ada paket yang tidak terekam di dalamnya";
    const from = gap.side === "client" ? "dari client" : "dari server";
    const where = isOne ? packet({ ...gap.packet, file: undefined }) : packet(gap.packet);
    return gap.gaps === 1
      ? `${n(gap.bytes)} byte ${from} sebelum ${where} tidak terekam`
      : `${n(gap.bytes)} byte ${from} tidak terekam, yang pertama sebelum ${where}`;
  },
  "begins-before": () => "perekamannya baru dimulai di tengah sesi",
  "ends-after": () => "perekamannya berakhir sebelum sesi selesai",
  "no-server-known": () =>
    "tidak ada yang menunjukkan sisi mana servernya: handshake tidak terekam, dan tidak ada sisi yang mengirim JAM",
  "no-times": () => "waktu paket tidak tercatat di dalamnya",
  damaged: () => "ada file yang rusak atau terpotong, dan yang setelahnya tidak ada di capture ini",
  arrival: () => "tidak terlihat bahwa request itu sampai di server: tidak ada ACK dari server untuknya",
  "client-closed-first": () =>
    "client menutup koneksi lebih dulu, sebelum lewat dua detik setelah `QUIT`-nya",
  "clocks-unrelated": () =>
    "sesi-sesi itu direkam dengan jam mesin yang berbeda, dan tidak ada paket yang terekam di kedua capture untuk mengetahui selisihnya",
  "clocks-merged": () =>
    "ada file yang merupakan gabungan beberapa capture, yang jam mesinnya mungkin berbeda, dan tidak ada paket di dalamnya yang terekam dua kali untuk mengetahui selisihnya",
  "clocks-apart": (_of, { detail }) =>
    `sesi-sesi itu direkam dengan jam mesin yang berbeda, dan dari paket yang terekam di kedua capture selisihnya hanya diketahui dengan ketelitian ${duration(Number(detail))}`,
};

function unseen(point: Point, doubt: Doubt, sessions: readonly Session[], isOne: boolean): string {
  const { session, kind, others } = doubt;
  const of = sessions.find(({ id }) => id === session)?.unseen ?? [];
  const more = others > 0 ? ` dan ${n(others)} sesi lain` : "";
  const where = session === undefined ? "" : `Pada sesi ${session}${more}, `;
  const sentence = `${where}${WHAT[point]} tidak terlihat di capture ini, karena ${WHY[kind](of, doubt, isOne)}.`;
  return sentence.replace(/^./, (first) => first.toUpperCase());
}

function note(it: Note, port: number): string {
  switch (it.kind) {
    case "damaged":
      return `File ${it.file} rusak atau terpotong (tshark: ${it.why}). Bagian sebelumnya dibaca; yang setelahnya tidak terlihat.`;
    case "truncated":
      return `Paket di ${it.file} terpotong pada ${n(it.at)} byte: byte setelah itu tidak dapat dibaca. Buat capture tanpa snap length agar semua byte terekam.`;
    case "no-times":
      return `File ${it.file} tidak memuat waktu paket: yang diketahui hanya urutan paketnya.`;
    case "clocks":
      return clocks(it.relation);
    case "seen-again":
      return `${n(it.packets)} dari ${n(it.of)} paket di ${it.file} adalah paket sama yang terekam lagi (di mesin lain, interface lain, atau sisi lain dari NAT atau tunnel): setiap paket dihitung satu kali.`;
    case "empty":
      return `File ${it.file} tidak memuat satu paket pun: apakah interface lab yang direkam, dan ketika client terhubung? Client di mesin yang sama dengan server memakai interface lo.`;
    case "other-port":
      return it.isTimeServer
        ? `File ${it.file} tidak memuat paket TCP port ${port}, tetapi ada percakapan dengan TIME atau JAM di port ${it.port}: tambahkan --port ${it.port} untuk menilainya. Tugas meminta port 45000.`
        : `File ${it.file} tidak memuat paket TCP port ${port}, tetapi ada paket port ${it.port}: apakah itu port server, atau interface yang salah yang direkam?`;
    case "also-port":
      return `Tidak ada respons dari port ${port}, tetapi ${it.file} juga memuat percakapan dengan TIME atau JAM di port ${it.port}: tambahkan --port ${it.port} untuk menilainya. Tugas meminta port 45000.`;
    case "other-traffic":
      return `File ${it.file} memuat ${n(it.frames)} paket, tetapi tidak ada yang dari TCP port ${port}, juga tidak dari server TCP lain: apakah interface yang salah yang direkam? Client di mesin yang sama dengan server memakai interface lo.`;
  }
}

function clocks({ file, reference, atLeast, atMost, packets }: ClockRelation): string {
  const by = `menurut ${n(packets)} paket yang terekam di keduanya`;
  const [least, most] = [duration(atLeast), duration(atMost)];
  if (atLeast < 0 && atMost > 0) {
    return `Jam mesin ${file} berada antara ${least} lebih cepat dan ${most} lebih lambat daripada ${reference}, ${by}.`;
  }
  const [near, far] = Math.abs(atLeast) < Math.abs(atMost) ? [least, most] : [most, least];
  const side = atMost > 0 ? "lebih lambat" : "lebih cepat";
  if (atLeast === 0 && atMost === 0) return `Jam mesin ${file} dan ${reference} sama, ${by}.`;
  return `Jam mesin ${file} ${near === far ? near : `${near} sampai ${far}`} ${side} daripada ${reference}, ${by}.`;
}

export const UNSEEN = {
  unseen: (point, doubt, { sessions, captures }) => unseen(point, doubt, sessions, captures.length === 1),
  note: (it, { port }) => note(it, port),
} as const satisfies Partial<Phrases>;
