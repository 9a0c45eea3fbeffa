/** Indonesian: why a capture does not prove a point, one sentence a shortcoming. */
import { type Asked, ignoredQuits } from "../../judge/points/requests.ts";
import { bytes, code, numberIn } from "../format.ts";
import type { Phrases } from "../phrases.ts";

const where = (session: string | undefined) => (session === undefined ? "capture ini" : `sesi ${session}`);

export const SHORTCOMINGS = {
  "no-sessions": (_short, { port }) =>
    `Capture ini tidak memuat satu pun sesi TCP menuju port ${port}, sehingga tidak ada yang dapat dibaca darinya.`,
  "no-handshake": ({ session }) =>
    `Three-way handshake pada ${where(session)} tidak tampak lengkap: SYN, SYN-ACK, dan ACK tidak ketiganya tercatat.`,
  refused: ({ session }) => `SYN pada ${where(session)} dijawab dengan RST, artinya koneksi itu ditolak.`,
  "wrong-port": ({ detail }) => `Port yang terlihat ialah ${detail}, padahal tugas meminta port 45000.`,
  "one-client": ({ detail }) => `Semua sesi datang dari satu host saja, yaitu ${detail}.`,
  "no-overlap": () => "Tidak ada dua sesi yang terbuka pada saat yang sama di server yang sama.",
  "overlap-unserved": ({ session, detail }) =>
    `Sesi ${detail} dan ${session} memang terbuka bersamaan, tetapi keduanya tidak sama-sama dilayani selagi sesi yang lain masih terbuka.`,
  "no-crlf-request": () => "Tidak ada permintaan `TIME` yang diakhiri karakter 13 dan 10 di capture ini.",
  "lf-instead-of-crlf": ({ session, detail }) =>
    `Yang dikirim pada ${where(session)} ialah ${code(detail)}, diakhiri karakter 10 saja tanpa karakter 13.`,
  "lf-was-served": ({ session, detail }) =>
    `Pada ${where(session)} server tetap melayani \`TIME\` yang hanya diakhiri karakter 10, dengan respons ${code(detail)}.`,
  "unterminated-was-served": ({ session, detail }) =>
    `Pada ${where(session)} server sudah melayani ${code(detail)} padahal karakter 13 dan 10 belum lengkap diterima.`,
  "cut-not-answered": ({ session, detail }) =>
    `Permintaan yang terpotong menjadi beberapa segmen pada ${where(session)} tidak dilayani sebagai satu permintaan utuh (${got(detail)}).`,
  "joined-not-answered": ({ session, detail }) =>
    `Beberapa permintaan digabung dalam satu segmen pada ${where(session)}, dan tidak semuanya dijawab dengan jam (${got(detail)}).`,
  "no-quit": () => "Tidak ada `QUIT` yang diakhiri karakter 13 dan 10 di capture ini.",
  "quit-not-closed": ({ session, detail }, { sessions }) =>
    detail === undefined
      ? `Sesudah \`QUIT\` pada ${where(session)}, tidak tampak FIN dari server sampai capture berakhir.`
      : unheeded(session, Number(detail), ignoredQuits(sessions)),
  "quit-answered": ({ session, detail }) =>
    `\`QUIT\` pada ${where(session)} dijawab dengan jam, yaitu ${code(detail)}, padahal seharusnya mengakhiri sesi.`,
  "closed-by-reset": ({ session }) =>
    `Sesudah \`QUIT\` pada ${where(session)}, server memutus koneksi dengan RST, bukan menutupnya dengan FIN.`,
  "client-closed-first": ({ session }) =>
    `Pada ${where(session)} client sudah menutup koneksi sebelum server, sehingga tidak terlihat apakah server menutup karena \`QUIT\`.`,
  "no-reply": ({ session, detail }) =>
    detail === undefined
      ? `Tidak ada respons jam yang tercatat untuk permintaan pada ${where(session)}.`
      : `Permintaan pada ${where(session)} tidak dijawab dengan jam, melainkan dengan ${code(detail)}.`,
  "not-utf8": ({ session, detail }) =>
    `Respons pada ${where(session)} bukan UTF-8 yang sah; byte-nya ialah ${bytes(detail)}.`,
  "wrong-prefix": ({ session, detail }) =>
    detail?.startsWith("JAM ") && !detail.startsWith("JAM  ")
      ? `Respons ${code(detail)} pada ${where(session)} memang diawali JAM dan satu spasi, tetapi yang langsung mengikutinya bukan jam berbentuk jam:menit:detik.`
      : `Respons ${code(detail)} pada ${where(session)} tidak diawali JAM, satu spasi, lalu jam.`,
  "date-in-reply": ({ session, detail }) =>
    `Respons ${code(detail)} pada ${where(session)} memuat tanggal, sedangkan tugas hanya meminta jam.`,
  "wrong-format": ({ session, detail }) =>
    `Isi respons ${code(detail)} pada ${where(session)} tidak berbentuk hh:mm:ss.`,
  "no-crlf-end": ({ session, detail }) =>
    `Respons pada ${where(session)} tidak diakhiri tepat satu pasang karakter 13 dan 10; dua byte terakhirnya ialah ${code(detail)}.`,
  "wrong-clock": ({ session, detail }) =>
    `Jam dalam respons pada ${where(session)} berselisih ${numberIn("id", Number(detail))} detik dari waktu paketnya sendiri.`,
} as const satisfies Phrases["shortcomings"];

function unheeded(session: string | undefined, seconds: number, all: readonly Asked[]): string {
  const isJoined = all.some((one) => one.session.id === session && one.exchange.sharesSegment);
  const others = all.length - 1;
  const joined = isJoined ? ", yang datang dalam satu segmen dengan permintaan lain," : "";
  const more = others > 0 ? `; hal yang sama terjadi pada ${numberIn("id", others)} sesi lain` : "";
  return `Sesudah \`QUIT\` pada ${where(session)}${joined} server belum menutup koneksi ketika client menutupnya, padahal \`QUIT\` itu sudah diterima dan selama ${numberIn("id", seconds)} detik terakhir server tidak mengirim data apa pun${more}.`;
}

const got = (detail: string | undefined) =>
  detail === undefined ? "tanpa respons" : `respons: ${code(detail)}`;
