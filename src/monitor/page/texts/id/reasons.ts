/** Indonesian: why a session ended. */
import type { CloseReason } from "../../../../server/counters.ts";
import type { ReasonTexts } from "../texts.ts";

const foreign = (name: string) =>
  `Byte-byte pertamanya milik ${name}, bukan protokol ini; server menjawab dengan galat, lalu menutup koneksi. Kirim TIME CR LF lewat koneksi TCP biasa, misalnya dengan nc.`;

export const REASONS = {
  quit: {
    label: "QUIT",
    text: "Client mengirim QUIT CR LF: server menjawab semua request sebelumnya, lalu menutup koneksi.",
  },
  "client-closed": {
    label: "ditutup client",
    text: "Client menutup sisinya (FIN) tanpa QUIT. Itu boleh: server menjawab request yang sudah diterima, lalu ikut menutup.",
  },
  reset: {
    label: "di-reset",
    text: "Client me-reset koneksi (RST): programnya dimatikan, atau socket ditutup sebelum semua respons dibaca. Baca semua respons sebelum close().",
  },
  "line-too-long": {
    label: "baris terlalu panjang",
    text: "Sebuah baris melebihi 1.024 byte tanpa LF, jadi server menutup koneksi. Apakah CR LF setelah request terlupa?",
  },
  http: { label: "HTTP", text: foreign("HTTP, seperti yang dikirim browser atau curl") },
  rtsp: { label: "RTSP", text: foreign("RTSP, seperti yang dikirim pemutar video") },
  ssh: { label: "SSH", text: foreign("SSH") },
  tls: { label: "TLS", text: foreign("TLS, seperti yang dikirim browser untuk https") },
  proxy: {
    label: "header PROXY",
    text: "Byte pertamanya adalah header PROXY, seperti yang dikirim load balancer, tetapi pengirimnya tidak ada di --proxy-from; server menjawab dengan galat lalu menutup koneksi. Tambahkan alamat load balancer itu ke --proxy-from, atau jangan kirim header-nya.",
  },
  idle: {
    label: "diam",
    text: "Client terlalu lama tidak mengirim apa-apa, jadi server menutup koneksi. Kirim QUIT CR LF kalau sudah selesai.",
  },
  "line-timeout": {
    label: "baris terlalu lama",
    text: "Sebuah baris dimulai dan CR LF-nya tidak datang tepat waktu, jadi server menutup koneksi. Tanpa CR LF, server tidak bisa tahu bahwa request sudah lengkap.",
  },
  stalled: {
    label: "tidak membaca",
    text: "Client terlalu lama tidak membaca responsnya, jadi server me-reset koneksi. Panggil recv() di antara request.",
  },
  "buffer-limit": {
    label: "terlalu banyak tertahan",
    text: "Terlalu banyak respons menunggu client yang tidak membaca, jadi server me-reset koneksi ini. Panggil recv() di antara request.",
  },
  drained: {
    label: "server berhenti",
    text: "Server berhenti dengan tertib: request yang sudah diterima dijawab, lalu koneksi ditutup.",
  },
  "drain-timeout": {
    label: "diputus saat berhenti",
    text: "Server berhenti, dan client tidak membaca respons terakhirnya tepat waktu.",
  },
  "no-longer-allowed": {
    label: "tidak diizinkan lagi",
    text: "Daftar alamat yang diizinkan berubah, dan alamat ini tidak termasuk lagi. Tanyakan kepada pengelola server.",
  },
  "thread-died": {
    label: "thread mati",
    text: "Thread yang melayani mati: kesalahan server, bukan client. Thread itu sudah diganti; sambungkan lagi.",
  },
} as const satisfies Record<CloseReason, ReasonTexts>;
