/** Indonesian: what clients do wrong, why, and what to change. */
import type { ProblemKind } from "../../chunks/notes.ts";
import type { ProblemTexts } from "../texts.ts";

const lines = (count: number, what: string) =>
  count === 1 ? `Satu baris ${what}.` : `${count} baris ${what}.`;

export const PROBLEMS = {
  "bare-lf": {
    label: "LF saja",
    happened: (count) => lines(count, "berakhir dengan LF saja"),
    why: "Itulah yang dikirim netcat ketika Enter ditekan, begitu pula echo. Request diakhiri dua byte, CR LF (13 10). Pakai nc -C milik OpenBSD, ncat -C, atau printf 'TIME\\r\\n'; di Python kirim b\"TIME\\r\\n\".",
  },
  "literal-escapes": {
    label: "\\r\\n sebagai huruf",
    happened: (count) => lines(count, "berisi \\ dan r atau n sebagai huruf"),
    why: "Teks \\r\\n yang diketik terkirim sebagai empat huruf: echo dari shell dan nc tidak mengubahnya menjadi CR dan LF. printf mengubahnya, begitu pula string di dalam program.",
  },
  telnet: {
    label: "perintah telnet",
    happened: (count) => lines(count, "berisi perintah telnet"),
    why: "PuTTY dan telnet merundingkan opsi dengan byte mulai 255, sebelum atau di antara yang diketik; Ctrl-C di telnet pun mengirim byte seperti itu. Server ini bukan server telnet. Di PuTTY pilih Raw sebagai jenis koneksi, atau pakai nc -C.",
  },
  "cr-nul": {
    label: "CR NUL",
    happened: (count) => lines(count, "berisi CR NUL"),
    why: "Program telnet mengirim NUL (0) setelah CR, sehingga CR LF menjadi CR NUL CR LF atau CR NUL LF. Baris diakhiri CR LF (13 10). Pakai nc, atau printf 'TIME\\r\\n' | nc, bukan telnet.",
  },
  "byte-order-mark": {
    label: "byte-order mark",
    happened: (count) => lines(count, "diawali byte-order mark"),
    why: "EF BB BF menandai teks sebagai UTF-8; di C#, Encoding.UTF8 menambahkannya. Request diawali TIME atau QUIT. Pakai Encoding.ASCII atau new UTF8Encoding(false); di Python 'utf-8', bukan 'utf-8-sig'.",
  },
  "wide-characters": {
    label: "UTF-16 atau UTF-32",
    happened: (count) => lines(count, "memakai UTF-16 atau UTF-32"),
    why: "Setiap huruf terdiri dari dua atau empat byte, sehingga CR dan LF terpisah. Kirim UTF-8 atau ASCII: di Java getBytes(StandardCharsets.UTF_8), bukan writeChars; di C# Encoding.ASCII, bukan Encoding.Unicode.",
  },
  "nul-bytes": {
    label: "byte NUL",
    happened: (count) => lines(count, "berisi byte NUL di dekat request"),
    why: "Di C, sizeof menghitung seluruh array beserta NUL di akhirnya, dan NUL itu menjadi awal baris berikutnya. Kirim strlen(teks) byte.",
  },
  "leading-bytes": {
    label: "byte di depan request",
    happened: (count) => lines(count, "diawali byte tak terlihat"),
    why: 'Stream bertipe mengirim panjang atau header lebih dulu: writeUTF dan writeObject di Java, BinaryWriter.Write di C#, pickle di Python; tombol panah juga mengirim byte seperti itu. Kirim byte teksnya saja, misalnya out.write("TIME\\r\\n".getBytes()).',
  },
  lowercase: {
    label: "bukan huruf besar",
    happened: (count) => lines(count, "tidak memakai huruf besar"),
    why: "Request adalah TIME atau QUIT dengan huruf besar; time dan Time tidak dikenal.",
  },
  "leading-blank": {
    label: "spasi di depan",
    happened: (count) => lines(count, "diawali spasi"),
    why: "Request diawali TIME atau QUIT, tepat di awal baris.",
  },
  "quit-suffix": {
    label: "teks setelah QUIT",
    happened: (count) => lines(count, "berisi teks setelah QUIT"),
    why: "Di antara QUIT dan CR LF hanya boleh ada spasi.",
  },
  unknown: {
    label: "request tak dikenal",
    happened: (count) => lines(count, "bukan request"),
    why: "Baris yang diawali TIME dijawab dengan jam, QUIT mengakhiri sesi, dan yang lain adalah galat. Sesinya tetap berlanjut.",
  },
  unfinished: {
    label: "tanpa akhir baris",
    happened: () => "Baris terakhir tidak diakhiri.",
    why: "Tidak ada CR LF setelahnya, jadi server tidak bisa tahu bahwa baris itu sudah lengkap: TCP adalah aliran byte. Kirim \\r\\n setelah setiap request; sebelum itu tidak ada yang dijawab.",
  },
  "unfinished-cr": {
    label: "CR tanpa LF",
    happened: () => "Baris terakhir berisi CR tetapi tanpa LF.",
    why: "Baris diakhiri keduanya, CR LF (13 10); server masih menunggu LF.",
  },
} as const satisfies Record<ProblemKind, ProblemTexts>;
