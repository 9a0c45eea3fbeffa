/** Indonesian: sentences around a number. */
import type { Sentences } from "../texts.ts";

export const SENTENCES = {
  synchronised: (error) => (error === undefined ? "sinkron" : `sinkron, selisih paling banyak ${error}`),
  unsynchronised: "tidak sinkron: jamnya bisa salah. Jalankan chrony atau systemd-timesyncd.",
  clockUnknown: "status tidak diketahui",
  ofLimit: (limit) => `batas ${limit}`,
  refused: (count) => `${count} ditolak`,
  atMost: (peak) => `puncak ${peak}`,
  perDot: (count) => `1 titik = ${count} koneksi`,
  restarts: (count) => `diganti ${count} kali`,
  lane: (thread, open, rate) => `Thread ${thread}: ${open} koneksi, ${rate} request per detik`,
  showing: (rows, matching) => (rows === matching ? `${rows}` : `${rows} dari ${matching}`),
  sessionOf: (client) => `Sesi ${client}`,
  sortBy: (column) => `Urutkan menurut ${column}`,
  linesLeftOut: (count) => `… dan ${count} baris lagi`,
  stepsLeftOut: (count) => `${count} langkah lagi direkam, tetapi tidak ditampilkan.`,
  bytesLeftOut: (count) => `${count} byte lagi dari client tidak direkam.`,
  replyBytesLeftOut: (count) => `${count} byte respons lagi tidak direkam.`,
  unrecorded: (count) =>
    `Byte dari ${count} baris yang ditolak tidak direkam; server mencatat apa yang salah.`,
  noContact: (duration) => `Tidak ada kontak dengan server selama ${duration}. Yang terlihat sudah usang.`,
  restarted: (at) => `Server dijalankan ulang pukul ${at}. Sesi sebelumnya tidak ada lagi.`,
  bytes: (count) => `${count} byte`,
  times: (count) => `${count} kali`,
  copyOf: (program) => `Salin perintah untuk ${program}`,
  stepBack: "Mundur satu panah",
  stepOn: "Maju satu panah",
  stepOf: (step, steps) => `${step} dari ${steps}`,
  pause: (duration) => `jeda ${duration}`,
  faultsDropped: (count) => `${count} lagi dihitung tetapi tidak didaftar: terlalu banyak dalam satu detik.`,
  chart: (name, now, peak) => `${name}, lima menit terakhir: sekarang ${now}, puncak ${peak}`,
} as const satisfies Sentences;
