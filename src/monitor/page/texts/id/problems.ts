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
