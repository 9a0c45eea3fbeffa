/** Indonesian: why a capture does not prove a point, and what is remarked on, one sentence each. */
import { formatOffset } from "../../capture/utc-offsets.ts";
import { bytes, code } from "../format.ts";
import type { Phrases } from "../phrases.ts";
import { duration, n } from "./packets.ts";

const where = (session: string | undefined) => (session === undefined ? "capture ini" : `sesi ${session}`);
const also = (others: number) => (others === 0 ? "" : `; hal yang sama terjadi pada ${n(others)} sesi lain`);
const got = (detail: string | undefined) =>
  detail === undefined ? "tanpa respons" : `respons: ${code(detail)}`;

export const FAILURES = {
  "no-sessions": (_failure, { port }) =>
    `Capture ini tidak memuat satu pun sesi TCP ke port ${port}, sehingga tidak ada yang dapat dianalisis.`,
  "syn-unanswered": ({ session }) =>
    `SYN pada ${where(session)} tidak dijawab: tidak ada paket dari server yang tercatat, dan client tidak mengirim ACK apa pun.`,
  refused: ({ session }) => `SYN pada ${where(session)} dijawab dengan RST, artinya koneksi itu ditolak.`,
  "wrong-port": ({ detail }) =>
    `Port server di capture ini adalah ${detail}, padahal tugas meminta port 45000.`,
  "one-session": () => "Capture ini hanya memuat satu sesi, padahal pelayanan concurrent memerlukan dua.",
  "no-overlap": () => "Tidak ada dua sesi yang terbuka pada saat yang sama di server yang sama.",
  "overlap-unserved": ({ session, detail }) =>
    `Sesi ${detail} dan ${session} memang terbuka bersamaan, tetapi keduanya tidak sama-sama dilayani selama itu.`,
  "no-crlf-request": () => "Tidak ada request `TIME` yang diakhiri karakter 13 dan 10 di capture ini.",
  "lf-instead-of-crlf": ({ session, detail }) =>
    `Request pada ${where(session)} adalah ${code(detail)}, yang diakhiri karakter 10 saja tanpa karakter 13.`,
  "cut-not-answered": ({ session, detail }) =>
    `Request yang terpotong menjadi beberapa segment pada ${where(session)} tidak dilayani sebagai satu request (${got(detail)}).`,
  "joined-not-answered": ({ session, detail }) =>
    `Beberapa request datang dalam satu segment pada ${where(session)}, dan tidak semuanya dijawab dengan jam (${got(detail)}).`,
  "no-reply": ({ session, detail, others }) =>
    detail === undefined
      ? `Satu request pada ${where(session)} sampai di server tetapi tidak mendapat respons${also(others)}.`
      : `Request pada ${where(session)} tidak dijawab dengan jam, melainkan dengan ${code(detail)}${also(others)}.`,
  "no-replies": () => "Tidak ada respons jam di capture ini.",
  "no-quit": () => "Tidak ada `QUIT` yang diakhiri karakter 13 dan 10 di capture ini.",
  "quit-not-closed": ({ session, detail, others }, { sessions }) => {
    const [seconds, until] = (detail ?? "").split(" ");
    const quit = sessions.find(({ id }) => id === session)?.requests.find(({ kind }) => kind === "quit");
    const joined = quit?.sharesSegment ? ", yang datang dalam satu segment dengan request lain," : "";
    const end = until === "client" ? "sampai client menutupnya" : "sampai capture berakhir";
    return `Setelah \`QUIT\` pada ${where(session)}${joined} server tidak menutup koneksi selama ${duration(Number(seconds))}, ${end}, padahal \`QUIT\` itu sudah diterima${also(others)}.`;
  },
  "quit-closed-late": ({ session, detail, others }) =>
    `Pada ${where(session)} server baru menutup koneksi ${duration(Number(detail))} setelah \`QUIT\`, jadi bukan \`QUIT\` itu yang mengakhiri sesi${also(others)}.`,
  "closed-before-quit": ({ session, others }) =>
    `Pada ${where(session)} server sudah menutup koneksi sebelum dapat menerima \`QUIT\`, jadi bukan \`QUIT\` itu yang mengakhiri sesi${also(others)}.`,
  "quit-answered": ({ session, detail }) =>
    `\`QUIT\` pada ${where(session)} dijawab dengan jam, yaitu ${code(detail)}, padahal seharusnya mengakhiri sesi.`,
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
  "wrong-clock": ({ session, detail, others }) => {
    const [seconds, zone] = (detail ?? "").split(" ");
    const side = Number(seconds) < 0 ? "lambat" : "cepat";
    return `Jam dalam respons pada ${where(session)} berselisih ${duration(Number(seconds))} dari ${formatOffset(Number(zone))}, zona waktu yang terdekat: jam server terlalu ${side} sebanyak itu, atau jam mesin yang membuat capture salah${also(others)}.`;
  },
} as const satisfies Phrases["failures"];

export const REMARKS = {
  "no-handshake": ({ session, others }) =>
    `Port itu terbuka, karena server mengirim data darinya; three-way handshake pada ${where(session)}${others === 0 ? "" : " dan sesi yang lain"} tidak tercatat di capture ini.`,
  "one-client": ({ detail }) => `Semua sesi datang dari satu alamat client saja, yaitu ${detail}.`,
  "lf-was-served": ({ session, detail }) =>
    `Pada ${where(session)} server juga melayani \`TIME\` yang hanya diakhiri karakter 10, dengan respons ${code(detail)}; hal itu tidak diminta dan tidak dilarang oleh tugas.`,
  "unterminated-was-served": ({ session, detail }) =>
    `Pada ${where(session)} server sudah melayani ${code(detail)} padahal karakter 13 dan 10 belum lengkap diterima; hal itu tidak diminta oleh tugas.`,
  "closed-by-reset": ({ session, others }) =>
    `Setelah \`QUIT\` pada ${where(session)}, server mengakhiri koneksi dengan RST, bukan dengan FIN: sesi itu berakhir, tetapi client mungkin melihat galat${also(others)}.`,
  "unasked-reply": ({ session, detail }) =>
    `Pada ${where(session)} server mengirim ${code(detail)} tanpa ada request untuk itu.`,
  "clock-unseen": () =>
    "Benar tidaknya jam itu tidak terlihat di capture ini, karena capture ini tidak memuat waktu paket; yang terlihat hanya formatnya.",
} as const satisfies Phrases["remarks"];
