/** Indonesian: titles, what a capture does not show, its extent, and the verdict. */
import type { Point, PointState, Session, SessionEnd } from "../../capture/facts.ts";
import { hasUnseen } from "../../judge/seen.ts";
import { clientOf, code, endpoint, fewOf, listIn, numberIn } from "../format.ts";
import type { Phrases } from "../phrases.ts";
import { n, s } from "./packets.ts";

const ENDS: Readonly<Record<SessionEnd, string>> = {
  "client-fin": "yang lebih dulu menutup adalah client, dengan FIN",
  "server-fin": "yang lebih dulu menutup adalah server, dengan FIN",
  "client-reset": "sesi itu di-reset oleh client (RST)",
  "server-reset": "sesi itu di-reset oleh server (RST)",
  open: "sesi itu masih terbuka ketika capture berakhir",
  unseen: "akhirnya tidak terlihat di capture ini",
};

const VERDICTS: Readonly<Record<PointState, (point: Point) => string>> = {
  proven: (point) => `Dengan demikian butir ${point} terbukti oleh capture ini.`,
  "not-proven": (point) => `Dengan demikian butir ${point} belum terbukti oleh capture ini.`,
  unseen: (point) =>
    `Dengan demikian capture ini tidak membuktikan dan tidak membantah butir ${point}: untuk membuktikannya diperlukan capture lain.`,
};

function describe(session: Session): string {
  const { id, packets, beginsAt, endsAt, end } = session;
  const isTimed = !hasUnseen(session, "no-times");
  const between = isTimed ? ` antara detik ${s(beginsAt)} dan detik ${s(endsAt)}` : "";
  return `Sesi ${id}, dari client ${clientOf(session)}, terdiri atas ${n(packets.length)} paket${between}; ${ENDS[end]}.`;
}

export const GENERAL = {
  points: {
    "1.a": "Port 45000 dibuka dengan transport TCP",
    "1.b": "Beberapa client dilayani secara concurrent",
    "1.c.i": "Request diawali TIME dan diakhiri karakter 13 dan 10",
    "1.c.ii": "QUIT yang diakhiri karakter 13 dan 10 mengakhiri sesi",
    "1.d.i": "Respons berupa string UTF-8",
    "1.d.ii": "Respons diawali JAM, satu spasi, lalu jam",
    "1.d.iii": "Jam berformat hh:mm:ss, diakhiri karakter 13 dan 10",
  },
  needs: {
    "1.a":
      "Butir ini memerlukan satu three-way handshake yang lengkap, yaitu SYN dari client, SYN-ACK dari server, dan ACK dari client.",
    "1.b":
      "Butir ini memerlukan dua sesi yang terbuka bersamaan di server yang sama, dan masing-masing mendapat respons ketika sesi yang lain masih terbuka.",
    "1.c.i":
      "Butir ini memerlukan request `TIME` yang diakhiri karakter 13 dan 10 beserta respons jam dari server.",
    "1.c.ii":
      "Butir ini memerlukan `QUIT` yang diakhiri karakter 13 dan 10, lalu koneksi yang ditutup server dalam dua detik.",
    "1.d.i": "Butir ini memerlukan byte-byte respons jam dari server yang dapat dibaca sebagai string UTF-8.",
    "1.d.ii":
      "Butir ini memerlukan respons yang empat byte pertamanya J, A, M, dan spasi, lalu langsung diikuti jam.",
    "1.d.iii":
      "Butir ini memerlukan respons yang setelah awalannya hanya berisi jam berformat hh:mm:ss, lalu karakter 13 dan 10.",
  },
  missing: {
    "1.a":
      "Urutan itu tidak ada, sehingga capture ini saja belum memperlihatkan bahwa server membuka port tersebut.",
    "1.b":
      "Pasangan seperti itu tidak ada, sehingga pelayanan secara concurrent belum dapat disimpulkan dari capture ini.",
    "1.c.i":
      "Pasangan request dan respons seperti itu tidak ada, sehingga capture ini belum memperlihatkan cara server melayani request yang benar.",
    "1.c.ii":
      "Urutan seperti itu tidak ada, sehingga capture ini belum memperlihatkan bahwa server mengakhiri sesi dengan benar.",
    "1.d.i":
      "Respons seperti itu tidak ada, sehingga tidak ada byte yang dapat diperiksa dan butir ini belum dapat dinilai dari capture ini.",
    "1.d.ii":
      "Respons seperti itu tidak ada, sehingga awalan yang diminta tugas belum terlihat di capture ini.",
    "1.d.iii":
      "Respons seperti itu tidak ada, sehingga format jam yang diminta tugas belum terlihat di capture ini.",
  },
  verdict: (point, state) => VERDICTS[state](point),
  scope: ({ captures, port, sessions, servers, clients }) => {
    const isOne = (name: string) => captures.filter(({ host }) => host === name).length === 1;
    const taken = captures.map(
      ({ host, file, packets }) =>
        `capture ${code(isOne(host) ? host : file)} (${numberIn("id", packets)} paket)`,
    );
    const read =
      taken.length === 0
        ? "Tidak ada capture yang dibaca"
        : `Analisis ini berdasarkan ${listIn("id", taken)}`;
    const content =
      sessions.length === 0
        ? "tidak ada sesi TCP yang dapat dianalisis"
        : `di dalamnya tercatat ${numberIn("id", sessions.length)} sesi TCP dari ${clients.length} alamat client menuju ${listIn("id", fewOf(servers.map(endpoint))[0])}`;
    return `${read}, dengan filter \`tcp.port == ${port}\`: ${content}.`;
  },
  session: describe,
  verify: {
    states: {
      proven: "terbukti",
      "not-proven": "belum terbukti",
      unseen: "tidak terlihat di capture ini",
    },
    shownBy: (sessions) => `terlihat pada ${sessions}`,
    total: (proven, unseen, all) =>
      unseen === 0
        ? `${proven} dari ${all} butir terbukti.`
        : `${proven} dari ${all} butir terbukti; ${unseen} tidak terlihat di capture ini.`,
  },
} as const satisfies Partial<Phrases>;
