/** What a run prints, in Indonesian. */
import type { RunWords } from "./words.ts";

export const ID: RunWords = {
  runningLab: "memakai lab yang sedang berjalan",
  newLab: (hosts) => `lab: ${hosts}`,
  capturing: (hosts) => `capture di ${hosts}`,
  server: (host, command) => `server di ${host}: ${command}`,
  serverEnded: (exitCode) =>
    `server berhenti sendiri dengan exit code ${exitCode}; percobaan berikutnya berjalan tanpa server`,
  reading: "membaca capture",
  questions: {
    connect: "Apakah server menerima koneksi TCP di port itu dari setiap client?",
    "in-turn": "Apakah dua client yang terhubung bersamaan dilayani bergantian?",
    twenty: "Apakah dua puluh client yang terhubung bersamaan dilayani semua?",
    "time-crlf": "Apakah TIME dengan CR LF dijawab?",
    "time-lf": "Apakah TIME dengan LF saja tidak dilayani?",
    "time-cr": "Apakah TIME dengan CR saja tidak dilayani?",
    "time-bare": "Apakah TIME tanpa akhir baris belum dilayani?",
    "time-cut": "Apakah TIME dalam dua segment dilayani sebagai satu request?",
    "time-twice": "Apakah dua request dalam satu segment dijawab keduanya?",
    quit: "Apakah server menutup koneksi setelah QUIT dengan CR LF, tanpa menjawabnya?",
    bytes: "Byte apa saja isi respons, dan apakah itu jam menurut server?",
  },
};
