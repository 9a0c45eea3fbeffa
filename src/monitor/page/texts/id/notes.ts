/** Indonesian: what is said beside an arrow of the sequence diagram. */
import type { NoteKind } from "../../chunks/notes.ts";

export const NOTES = {
  "bare-lf": () =>
    "Baris berakhir dengan LF saja: itulah yang dikirim netcat ketika Enter ditekan. Pakai nc -C atau printf 'TIME\\r\\n'.",
  "literal-escapes": () =>
    "\\r dan \\n terkirim sebagai huruf, bukan sebagai CR dan LF. Pakai printf 'TIME\\r\\n'.",
  lowercase: () => "Bukan huruf besar: permintaan adalah TIME atau QUIT.",
  "leading-blank": () => "Ada spasi di depan: permintaan diawali TIME atau QUIT.",
  "quit-suffix": () => "Di belakang QUIT hanya boleh ada spasi.",
  unknown: () => "Bukan permintaan: bukan TIME, bukan pula QUIT.",
  unfinished: () => "Belum ada LF: baris belum lengkap, dan server menunggu.",
  "unfinished-cr": () => "Ada CR, belum ada LF: baris belum lengkap, dan server menunggu.",
  "time-suffix": () => "Diawali TIME: apa pun di belakangnya tidak mengubah apa-apa.",
  quit: () => "QUIT: server menjawab yang diminta sebelumnya, lalu menutup koneksi.",
  empty: () => "Baris kosong: tidak ada yang dikirim untuknya.",
  lenient: () => "LF saja: dilayani, karena server ini longgar (--lenient).",
  foreign: () => "Byte pertama dari protokol lain: server mengatakannya lalu menutup koneksi.",
  "line-too-long": () => "Lebih dari 1.024 byte tanpa akhir baris: server menutup koneksi.",
  ignored: () => "Di belakang akhir sesi: dibaca dan diabaikan.",
  unread: () => "Byte sebelum ini tidak disimpan, jadi tidak dijelaskan.",
  continued: () =>
    "Sisa baris yang dimulai di potongan sebelumnya. TCP adalah aliran byte: satu potongan bukan satu permintaan.",
  joined: (count) => `${count} baris dalam satu potongan: masing-masing dijawab, berurutan.`,
  "clock-refused": () =>
    "Bukan kesalahan client: jam server sendiri tidak sinkron, dan server diminta tidak melayani dalam keadaan itu.",
  "client-fin": () => "FIN: client tidak mengirim apa-apa lagi.",
  "server-fin": () => "FIN: server sudah mengirim semuanya, dan menutup koneksi.",
  "client-reset": () => "RST: client memutus koneksi.",
  "server-reset": () => "RST: server memutus koneksi.",
} as const satisfies Record<NoteKind, (count: number) => string>;
