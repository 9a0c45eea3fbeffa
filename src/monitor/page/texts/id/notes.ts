/** Indonesian: the notes beside the arrows of the sequence diagram. */
import type { NoteKind } from "../../chunks/notes.ts";

export const NOTES = {
  "bare-lf": () =>
    "Baris berakhir dengan LF saja: itulah yang dikirim netcat ketika Enter ditekan. Pakai nc -C milik OpenBSD, ncat -C, atau printf 'TIME\\r\\n'.",
  "literal-escapes": () =>
    "\\r dan \\n terkirim sebagai huruf, bukan sebagai CR dan LF. Pakai printf 'TIME\\r\\n'.",
  telnet: () =>
    "Ada perintah telnet (byte mulai 255) di baris ini: pakai koneksi raw; di PuTTY pilih Raw, bukan Telnet.",
  "cr-nul": () => "CR NUL (13 0): itulah yang dikirim program telnet untuk CR. Baris diakhiri CR LF (13 10).",
  "byte-order-mark": () => "Ada byte-order mark (EF BB BF) di depan: kirim UTF-8 tanpa BOM.",
  "wide-characters": () =>
    "UTF-16 atau UTF-32: ada byte NUL di antara huruf-hurufnya. Kirim UTF-8 atau ASCII.",
  "nul-bytes": () =>
    "Ada byte NUL di dekat request: kirim sebanyak byte teksnya (strlen), bukan sebanyak sizeof.",
  "leading-bytes": () =>
    "Ada byte tak terlihat di depan, misalnya panjang teks (writeUTF): kirim teksnya saja.",
  lowercase: () => "Bukan huruf besar: request adalah TIME atau QUIT.",
  "leading-blank": () => "Ada spasi di depan: request diawali TIME atau QUIT.",
  "quit-suffix": () => "Setelah QUIT hanya boleh ada spasi.",
  unknown: () => "Bukan request: bukan TIME, bukan pula QUIT.",
  unfinished: () => "Belum ada LF: baris belum lengkap, dan server menunggu.",
  "unfinished-cr": () => "Ada CR, belum ada LF: baris belum lengkap, dan server menunggu.",
  "time-suffix": () => "Diawali TIME: sisa barisnya diabaikan.",
  quit: () => "QUIT: server menjawab request sebelumnya, lalu menutup koneksi.",
  empty: () => "Baris kosong tidak mendapat respons.",
  lenient: () => "LF saja: diterima, karena server ini berjalan dengan --lenient.",
  foreign: () => "Byte pertama dari protokol lain: server menjawab dengan galat, lalu menutup koneksi.",
  "line-too-long": () => "Lebih dari 1.024 byte tanpa akhir baris: server menutup koneksi.",
  ignored: () => "Setelah akhir sesi: dibaca dan diabaikan.",
  unread: () => "Byte sebelumnya tidak direkam, jadi baris ini tidak bisa dijelaskan.",
  continued: () =>
    "Sisa baris yang dimulai di potongan sebelumnya. TCP adalah aliran byte: satu potongan bukan satu request.",
  joined: (count) => `${count} baris dalam satu potongan: masing-masing dijawab secara berurutan.`,
  "clock-refused": () =>
    "Bukan kesalahan client: jam server tidak sinkron, dan --require-sync menolak melayaninya.",
  "client-fin": () => "FIN: client tidak akan mengirim apa-apa lagi.",
  "server-fin": () => "FIN: server sudah mengirim semuanya dan menutup koneksi.",
  "client-reset": () => "RST: client me-reset koneksi.",
  "server-reset": () => "RST: server me-reset koneksi.",
} as const satisfies Record<NoteKind, (count: number) => string>;
