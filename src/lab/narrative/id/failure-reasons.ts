/** Indonesian: why a capture does not prove a point, one sentence a reason. */
import { ignoredQuits, type SessionRequest } from "../../judge/points/requests.ts";
import { bytes, code, numberIn } from "../format.ts";
import type { Phrases } from "../phrases.ts";

const where = (session: string | undefined) => (session === undefined ? "capture ini" : `sesi ${session}`);

export const FAILURES = {
  "no-sessions": (_failure, { port }) =>
    `Capture ini tidak memuat satu pun sesi TCP ke port ${port}, sehingga tidak ada yang dapat dianalisis.`,
  "no-handshake": ({ session }) =>
    `Three-way handshake pada ${where(session)} tidak lengkap: SYN, SYN-ACK, dan ACK tidak semuanya tercatat.`,
  refused: ({ session }) => `SYN pada ${where(session)} dijawab dengan RST, artinya koneksi itu ditolak.`,
  "wrong-port": ({ detail }) =>
    `Port server di capture ini adalah ${detail}, padahal tugas meminta port 45000.`,
  "one-client": ({ detail }) => `Semua sesi datang dari satu host saja, yaitu ${detail}.`,
  "no-overlap": () => "Tidak ada dua sesi yang terbuka pada saat yang sama di server yang sama.",
  "overlap-unserved": ({ session, detail }) =>
    `Sesi ${detail} dan ${session} memang terbuka bersamaan, tetapi keduanya tidak sama-sama dilayani selama itu.`,
  "no-crlf-request": () => "Tidak ada request `TIME` yang diakhiri karakter 13 dan 10 di capture ini.",
  "lf-instead-of-crlf": ({ session, detail }) =>
    `Request pada ${where(session)} adalah ${code(detail)}, yang diakhiri karakter 10 saja tanpa karakter 13.`,
  "lf-was-served": ({ session, detail }) =>
    `Pada ${where(session)} server melayani \`TIME\` yang hanya diakhiri karakter 10, dengan respons ${code(detail)}.`,
  "unterminated-was-served": ({ session, detail }) =>
    `Pada ${where(session)} server sudah melayani ${code(detail)} padahal karakter 13 dan 10 belum lengkap diterima.`,
  "cut-not-answered": ({ session, detail }) =>
    `Request yang terpotong menjadi beberapa segment pada ${where(session)} tidak dilayani sebagai satu request (${got(detail)}).`,
  "joined-not-answered": ({ session, detail }) =>
    `Beberapa request datang dalam satu segment pada ${where(session)}, dan tidak semuanya dijawab dengan jam (${got(detail)}).`,
  "no-quit": () => "Tidak ada `QUIT` yang diakhiri karakter 13 dan 10 di capture ini.",
  "quit-not-closed": ({ session, detail }, { sessions }) =>
    detail === undefined
      ? `Setelah \`QUIT\` pada ${where(session)}, tidak ada FIN dari server sampai capture berakhir.`
      : ignoredQuit(session, Number(detail), ignoredQuits(sessions)),
  "quit-answered": ({ session, detail }) =>
    `\`QUIT\` pada ${where(session)} dijawab dengan jam, yaitu ${code(detail)}, padahal seharusnya mengakhiri sesi.`,
  "closed-by-reset": ({ session }) =>
    `Setelah \`QUIT\` pada ${where(session)}, server me-reset koneksi (RST), bukan menutupnya dengan FIN.`,
  "client-closed-first": ({ session }) =>
    `Pada ${where(session)} client menutup koneksi lebih dulu daripada server, sehingga tidak terlihat apakah server menutup karena \`QUIT\`.`,
  "no-reply": ({ session, detail }) =>
    detail === undefined
      ? `Tidak ada respons jam yang tercatat untuk request pada ${where(session)}.`
      : `Request pada ${where(session)} tidak dijawab dengan jam, melainkan dengan ${code(detail)}.`,
  "not-utf8": ({ session, detail }) =>
    `Respons pada ${where(session)} bukan UTF-8 yang sah; byte-nya adalah ${bytes(detail)}.`,
  "wrong-prefix": ({ session, detail }) =>
    detail?.startsWith("JAM ") && !detail.startsWith("JAM  ")
      ? `Respons ${code(detail)} pada ${where(session)} memang diawali JAM dan satu spasi, tetapi yang mengikutinya bukan jam berbentuk jam:menit:detik.`
      : `Respons ${code(detail)} pada ${where(session)} tidak diawali JAM, satu spasi, lalu jam.`,
  "date-in-reply": ({ session, detail }) =>
    `Respons ${code(detail)} pada ${where(session)} memuat tanggal, padahal tugas hanya meminta jam.`,
  "wrong-format": ({ session, detail }) =>
    `Jam dalam respons ${code(detail)} pada ${where(session)} tidak berformat hh:mm:ss.`,
  "no-crlf-end": ({ session, detail }) =>
    `Respons pada ${where(session)} tidak diakhiri tepat satu pasang karakter 13 dan 10; dua byte terakhirnya adalah ${code(detail)}.`,
  "wrong-clock": ({ session, detail }) =>
    `Jam dalam respons pada ${where(session)} berselisih ${numberIn("id", Number(detail))} detik dari waktu paketnya.`,
} as const satisfies Phrases["failures"];

function ignoredQuit(session: string | undefined, seconds: number, all: readonly SessionRequest[]): string {
  const isJoined = all.some((one) => one.session.id === session && one.pair.sharesSegment);
  const others = all.length - 1;
  const joined = isJoined ? ", yang datang dalam satu segment dengan request lain," : "";
  const more = others > 0 ? `; hal yang sama terjadi pada ${numberIn("id", others)} sesi lain` : "";
  return `Setelah \`QUIT\` pada ${where(session)}${joined} server belum menutup koneksi ketika client menutupnya, padahal \`QUIT\` itu sudah diterima dan selama ${numberIn("id", seconds)} detik terakhir server tidak mengirim data apa pun${more}.`;
}

const got = (detail: string | undefined) =>
  detail === undefined ? "tanpa respons" : `respons: ${code(detail)}`;
