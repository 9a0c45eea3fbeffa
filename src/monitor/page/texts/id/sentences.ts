/** Indonesian: sentences around a number. */
import type { Sentences } from "../texts.ts";

export const SENTENCES = {
  synchronised: (error) => (error === undefined ? "sinkron" : `sinkron, selisih paling banyak ${error}`),
  unsynchronised: "tidak sinkron: jamnya bisa salah. Jalankan chrony atau systemd-timesyncd.",
  clockUnknown: "tidak memberi tahu soal sinkronisasi",
  ofLimit: (limit) => `dari paling banyak ${limit}`,
  refused: (count) => `${count} ditolak`,
  atMost: (peak) => `puncak ${peak}`,
  perDot: (count) => (count === "1" ? "satu titik, satu koneksi" : `satu titik, ${count} koneksi`),
  restarts: (count) => `diganti ${count} kali`,
  lane: (thread, open, rate) => `Thread ${thread}: ${open} koneksi, ${rate} permintaan per detik`,
  showing: (rows, matching) => (rows === matching ? `${rows}` : `${rows} dari ${matching}`),
  sessionOf: (client) => `Sesi ${client}`,
  sortBy: (column) => `Urutkan menurut ${column}`,
  linesLeftOut: (count) => `… dan ${count} baris lagi`,
  stepsLeftOut: (count) => `${count} langkah lagi disimpan, tetapi tidak digambar.`,
  bytesLeftOut: (count) => `${count} byte lagi datang dan tidak disimpan.`,
  bytes: (count) => `${count} byte`,
  times: (count) => `${count} kali`,
  pause: (duration) => `${duration} berlalu`,
  faultsDropped: (count) => `${count} lagi hanya dihitung: datangnya terlalu cepat untuk didaftar.`,
  chart: (name, now, peak) => `${name}, lima menit terakhir: sekarang ${now}, paling banyak ${peak}`,
} as const satisfies Sentences;
