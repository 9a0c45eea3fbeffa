/** Indonesian: titles, what a capture does not show, its extent, and the verdict. */
import type { Session, SessionEnd } from "../../capture/facts.ts";
import { clientOf, code, endpoint, listIn, numberIn, secondsIn } from "../format.ts";
import type { Phrases } from "../phrases.ts";

const ENDS: Readonly<Record<SessionEnd, string>> = {
  "client-fin": "yang lebih dulu menutup adalah client, dengan FIN",
  "server-fin": "yang lebih dulu menutup adalah server, dengan FIN",
  "client-reset": "sesi itu di-reset oleh client (RST)",
  "server-reset": "sesi itu di-reset oleh server (RST)",
  open: "sesi itu masih terbuka ketika capture berakhir",
  unseen: "akhirnya tidak terlihat di capture ini, karena satu arah tidak terekam",
};

function describe(session: Session): string {
  const { id, packets, beginsAt, endsAt, end } = session;
  const [from, to] = [beginsAt, endsAt].map((at) => secondsIn("id", at));
  return `Sesi ${id}, dari client ${clientOf(session)}, terdiri atas ${packets.length} paket antara detik ${from} dan detik ${to}; ${ENDS[end]}.`;
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
  absent: {
    "1.a":
      "Butir ini memerlukan satu three-way handshake yang lengkap, yaitu SYN dari client, SYN-ACK dari server, dan ACK dari client. Urutan itu tidak ada, sehingga capture ini saja belum memperlihatkan bahwa server membuka port tersebut.",
    "1.b":
      "Butir ini memerlukan dua sesi yang terbuka bersamaan di server yang sama, dan masing-masing mendapat respons ketika sesi yang lain masih terbuka. Pasangan seperti itu tidak ada, sehingga pelayanan secara concurrent belum dapat disimpulkan dari capture ini.",
    "1.c.i":
      "Butir ini memerlukan request `TIME` yang diakhiri karakter 13 dan 10 beserta respons jam dari server. Pasangan request dan respons seperti itu tidak ada, sehingga capture ini belum memperlihatkan cara server melayani request yang benar.",
    "1.c.ii":
      "Butir ini memerlukan `QUIT` yang diakhiri karakter 13 dan 10, lalu FIN yang dikirim lebih dulu oleh server. Urutan seperti itu tidak ada, sehingga capture ini belum memperlihatkan bahwa server mengakhiri sesi dengan benar.",
    "1.d.i":
      "Butir ini memerlukan byte-byte respons jam dari server yang dapat dibaca sebagai string UTF-8. Respons seperti itu tidak ada, sehingga tidak ada byte yang dapat diperiksa dan butir ini belum dapat dinilai dari capture ini.",
    "1.d.ii":
      "Butir ini memerlukan respons yang empat byte pertamanya J, A, M, dan spasi, lalu langsung diikuti jam. Respons seperti itu tidak ada, sehingga awalan yang diminta tugas belum terlihat di capture ini.",
    "1.d.iii":
      "Butir ini memerlukan respons yang setelah awalannya hanya berisi jam berformat hh:mm:ss, lalu karakter 13 dan 10. Respons seperti itu tidak ada, sehingga format jam yang diminta tugas belum terlihat di capture ini.",
  },
  verdict: (point, isProven) =>
    isProven
      ? `Dengan demikian butir ${point} terbukti oleh capture ini.`
      : `Dengan demikian butir ${point} belum terbukti oleh capture ini.`,
  scope: ({ captures, port, sessions, servers, clients }) => {
    const taken = captures.map(
      ({ host, packets }) => `capture ${code(host)} (${numberIn("id", packets)} paket)`,
    );
    const read =
      taken.length === 0
        ? "Tidak ada capture yang dibaca"
        : `Analisis ini berdasarkan ${listIn("id", taken)}`;
    const content =
      sessions.length === 0
        ? "tidak ada sesi TCP yang dapat dianalisis"
        : `di dalamnya tercatat ${numberIn("id", sessions.length)} sesi TCP dari ${clients.length} alamat client menuju ${listIn("id", servers.map(endpoint))}`;
    return `${read}, dengan filter \`tcp.port == ${port}\`: ${content}.`;
  },
  session: describe,
  verify: {
    proven: "terbukti",
    notProven: "belum terbukti",
    shownBy: (sessions) => `terlihat pada ${sessions}`,
    total: (proven, all) => `${proven} dari ${all} butir terbukti.`,
  },
} as const satisfies Partial<Phrases>;
