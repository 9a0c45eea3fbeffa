/** Indonesian: why a session ended. */
import type { CloseReason } from "../../../../server/counters.ts";
import type { ReasonTexts } from "../texts.ts";

const foreign = (name: string) =>
  `Byte-byte pertamanya milik ${name}, bukan protokol ini; server mengatakannya lalu menutup koneksi. Kirim TIME CR LF lewat koneksi TCP biasa, misalnya dengan nc.`;

export const REASONS = {
  quit: {
    label: "QUIT",
    text: "Client mengirim QUIT CR LF: semua yang diminta sebelumnya dijawab, lalu server menutup koneksi.",
  },
  "client-closed": {
    label: "ditutup client",
    text: "Client menutup sisinya (FIN) tanpa QUIT. Itu boleh: yang sudah diminta dijawab, lalu server ikut menutup.",
  },
  reset: {
    label: "di-reset",
    text: "Client me-reset koneksi (RST): programnya dimatikan, atau socket ditutup sebelum semua respons dibaca. Baca semua respons sebelum close().",
  },
  "line-too-long": {
    label: "baris terlalu panjang",
    text: "Sebuah baris melebihi 1.024 byte tanpa LF, jadi server menutup koneksi. Apakah CR LF di belakang permintaan terlupa?",
  },
  http: { label: "HTTP", text: foreign("HTTP, seperti yang dikirim browser atau curl") },
  rtsp: { label: "RTSP", text: foreign("RTSP, seperti yang dikirim pemutar kamera") },
  ssh: { label: "SSH", text: foreign("SSH") },
  tls: { label: "TLS", text: foreign("TLS, seperti yang dikirim browser untuk https") },
  idle: {
    label: "diam",
    text: "Terlalu lama tidak ada yang datang, jadi server menutup koneksi. Kirim QUIT CR LF kalau sudah selesai.",
  },
  "line-timeout": {
    label: "baris tak selesai",
    text: "Sebuah baris dimulai dan CR LF-nya tidak datang pada waktunya, jadi server menutup koneksi. Sebelum CR LF datang, server tidak bisa tahu bahwa permintaan sudah lengkap.",
  },
  stalled: {
    label: "tidak membaca",
    text: "Terlalu lama client tidak mengambil responsnya, jadi koneksi di-reset. Panggil recv() di antara permintaan.",
  },
  "too-much-kept": {
    label: "terlalu banyak tertahan",
    text: "Terlalu banyak respons menunggu client yang tidak membaca, jadi koneksi ini di-reset. Panggil recv() di antara permintaan.",
  },
  drained: {
    label: "server berhenti",
    text: "Server berhenti dengan tertib: yang sudah diminta dijawab, lalu koneksi ditutup.",
  },
  "drain-timeout": {
    label: "diputus saat berhenti",
    text: "Server berhenti, dan client tidak mengambil respons terakhirnya pada waktunya.",
  },
  "no-longer-allowed": {
    label: "tidak diizinkan lagi",
    text: "Daftar alamat yang diizinkan berubah, dan alamat ini tidak termasuk lagi. Tanyakan kepada pengelola server.",
  },
  "thread-died": {
    label: "thread mati",
    text: "Thread yang melayani mati; itu kesalahan server, bukan client. Thread itu sudah diganti: sambungkan lagi.",
  },
} as const satisfies Record<CloseReason, ReasonTexts>;
