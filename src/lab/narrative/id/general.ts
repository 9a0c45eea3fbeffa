/** Indonesian: titles, what a capture lacks, its extent, and the verdict. */
import type { Session, SessionEnd } from "../../capture/facts.ts";
import { clientOf, code, endpoint, listIn, numberIn, secondsIn } from "../format.ts";
import type { Phrases } from "../phrases.ts";

const ENDS: Readonly<Record<SessionEnd, string>> = {
  "client-fin": "yang lebih dulu menutup ialah client, dengan FIN",
  "server-fin": "yang lebih dulu menutup ialah server, dengan FIN",
  "client-reset": "sesi itu diputus client dengan RST",
  "server-reset": "sesi itu diputus server dengan RST",
  open: "sesi itu belum ditutup sampai capture berakhir",
};

function describe(session: Session): string {
  const { id, packets, beginsAt, endsAt, end } = session;
  const [from, to] = [beginsAt, endsAt].map((at) => secondsIn("id", at));
  return `Sesi ${id}, dari client ${clientOf(session)}, terdiri atas ${packets.length} paket antara detik ${from} dan detik ${to}; ${ENDS[end]}.`;
}

export const GENERAL = {
  clauses: {
    "1.a": "Membuka port 45000 dengan transport TCP",
    "1.b": "Melayani request secara concurrent",
    "1.c": "Ketentuan request yang dilayani",
    "1.d": "Ketentuan respons server",
  },
  points: {
    "1.a": "Port 45000 dibuka dengan transport TCP",
    "1.b": "Beberapa client dilayani bersamaan",
    "1.c.i": "Request diawali TIME dan diakhiri karakter 13 dan 10",
    "1.c.ii": "QUIT yang diakhiri karakter 13 dan 10 mengakhiri sesi",
    "1.d.i": "Respons berupa string UTF-8",
    "1.d.ii": "Respons diawali JAM, satu spasi, lalu jam",
    "1.d.iii": "Jam berformat hh:mm:ss, diakhiri karakter 13 dan 10",
  },
  absent: {
    "1.a":
      "Yang dicari untuk butir ini ialah satu three-way handshake yang utuh, yaitu SYN dari client, SYN-ACK dari server, dan ACK dari client; urutan itu tidak ada di sini, sehingga dari capture ini saja belum dapat dikatakan bahwa server membuka port tersebut.",
    "1.b":
      "Yang dicari untuk butir ini ialah dua sesi yang terbuka bersamaan di server yang sama dan keduanya mendapat respons selama sesi yang lain belum ditutup; pasangan seperti itu tidak ada di sini, sehingga pelayanan secara concurrent belum dapat disimpulkan dari capture ini.",
    "1.c.i":
      "Yang dicari untuk butir ini ialah permintaan `TIME` yang lengkap dengan karakter 13 dan 10 beserta respons jam dari server; pasangan permintaan dan respons seperti itu tidak ada di sini, sehingga cara server melayani permintaan yang benar belum dapat dinilai dari capture ini.",
    "1.c.ii":
      "Yang dicari untuk butir ini ialah `QUIT` yang lengkap dengan karakter 13 dan 10, lalu FIN yang dikirim lebih dulu oleh server; urutan seperti itu tidak ada di sini, sehingga belum dapat dikatakan dari capture ini bahwa server mengakhiri sesi dengan benar.",
    "1.d.i":
      "Yang dicari untuk butir ini ialah byte-byte respons jam dari server yang dapat dibaca sebagai string UTF-8; respons seperti itu tidak ada di sini, sehingga tidak ada byte yang dapat diperiksa dan butir ini belum dapat dinilai dari capture ini.",
    "1.d.ii":
      "Yang dicari untuk butir ini ialah respons yang empat byte pertamanya J, A, M, dan spasi, lalu langsung diikuti jam; respons seperti itu tidak ada di sini, sehingga awalan yang diminta tugas belum terlihat dan butir ini belum terbukti dari capture ini.",
    "1.d.iii":
      "Yang dicari untuk butir ini ialah respons yang sesudah awalannya hanya berisi jam berformat hh:mm:ss, lalu karakter 13 dan 10 sebagai penutup; respons seperti itu tidak ada di sini, sehingga bentuk jam yang diminta tugas belum terbukti dari capture ini.",
  },
  verdict: (point, isProven) =>
    isProven
      ? `Dengan demikian butir ${point} terbukti oleh capture ini.`
      : `Dengan demikian butir ${point} belum terbukti oleh capture ini.`,
  scope: ({ captures, port, sessions, servers, clients }) => {
    const taken = captures.map(
      ({ host, packets }) => `capture ${code(host)} yang memuat ${numberIn("id", packets)} paket`,
    );
    const read =
      taken.length === 0
        ? "Tidak ada capture yang dibaca"
        : `Bacaan ini bersandar pada ${listIn("id", taken)}`;
    const held =
      sessions.length === 0
        ? "tidak ada sesi TCP di dalamnya"
        : `di dalamnya tercatat ${numberIn("id", sessions.length)} sesi TCP dari ${clients.length} alamat client menuju ${listIn("id", servers.map(endpoint))}`;
    return `${read}, dengan filter \`tcp.port == ${port}\`; ${held}.`;
  },
  session: describe,
} as const satisfies Partial<Phrases>;
