/** The Indonesian catalogue: its themes put together, with the assignment's clauses as its author wrote them. */

import { ADVICE } from "./id/advice.ts";
import { BASIC_CASES } from "./id/basic.ts";
import { FAULTS } from "./id/faults.ts";
import { IDIOMS } from "./id/idioms.ts";
import { notJudged, waitingForPort } from "./id/not-judged.ts";
import { ROBUST_CASES } from "./id/robust.ts";
import { STREAM_CASES } from "./id/stream.ts";
import { STRICT_CASES } from "./id/strict.ts";
import { WORDS } from "./id/words.ts";
import type { Texts } from "./texts.ts";

export const ID = {
  cases: { ...BASIC_CASES, ...STREAM_CASES, ...STRICT_CASES, ...ROBUST_CASES },
  advice: ADVICE,
  idioms: IDIOMS,
  faults: FAULTS,
  clauses: {
    "1.a": "membuka port di port 45000 dengan transport TCP",
    "1.b": "server harus dapat melayani request yang concurrent, gunakan contoh multithreading",
    "1.c": "ketentuan request yang dilayani",
    // The odd quotation marks are the assignment's own.
    "1.c.i": 'diawali dengan string "TIME dan diakhiri dengan karakter 13 dan karakter 10"',
    "1.c.ii": 'setiap request dapat diakhiri dengan string "QUIT" yang diakhiri dengan karakter 13 dan 10',
    "1.d": "server akan merespon dengan jam dengan ketentuan",
    "1.d.i": "dalam bentuk string (UTF-8)",
    "1.d.ii": 'diawali dengan "JAM<spasi><jam>"',
    "1.d.iii":
      '<jam> berisikan info jam dalam format "hh:mm:ss" dan diakhiri dengan karakter 13 dan karakter 10',
  },
  profiles: {
    basic: "yang diminta tugas, dengan client yang tertib",
    stream: "request yang dipotong dan digabung oleh TCP",
    strict: "yang dilayani hanya request yang benar",
    robust: "tetap melayani, apa pun yang dilakukan client",
  },
  skips: {
    prerequisite: (on) => `Kasus ini bertumpu pada \`${on}\`, yang tidak lulus.`,
    "server-gone": (on) => `Server berhenti melayani setelah \`${on}\`, jadi kasus ini tidak dicoba.`,
    "process-unknown":
      "Kasus ini memerlukan proses server: jalankan server itu lewat `jam check -- COMMAND`.",
    "too-slow": "Waktu untuk kasus ini habis; sampai saat itu semuanya terjawab.",
    "machine-too-busy":
      "Mesin terlalu sibuk untuk melihat apakah server berputar tanpa henti: coba lagi saat beban mesin berkurang.",
  },
  notJudged,
  waitingForPort,
  words: WORDS,
  prevalence: (fails, tried) =>
    fails === 0
      ? `tidak satu pun dari ${tried} server yang dipublikasikan gagal di sini`
      : `${fails} dari ${tried} server yang dipublikasikan juga gagal di sini`,
} as const satisfies Texts;
