/** Indonesian: why a session ended. */
import type { CloseReason } from "../../../../server/counters.ts";
import type { ReasonTexts } from "../texts.ts";

const foreign = (name: string, sender: string) => ({
  label: name,
  happened: `Client memakai ${name}, bukan protokol ini.`,
  text: `${sender} Server menjawab dengan galat, lalu menutup koneksi. Kirim TIME CR LF lewat koneksi TCP biasa, misalnya dengan nc.`,
});

export const REASONS = {
  quit: {
    label: "QUIT",
    text: "Client mengirim QUIT CR LF: server menjawab semua request sebelumnya, lalu menutup koneksi.",
  },
  "client-closed": {
    label: "ditutup client",
    text: "Client menutup sisinya (FIN) tanpa QUIT, dan server ikut menutup.",
  },
  reset: {
    label: "di-reset",
    happened: "Client me-reset koneksi (RST).",
    text: "Programnya dimatikan, atau socket ditutup sebelum semua respons dibaca. Baca semua respons sebelum close().",
  },
  "line-too-long": {
    label: "baris terlalu panjang",
    happened: "Sebuah baris terlalu panjang.",
    text: "Baris itu melebihi 1.024 byte tanpa LF, jadi server menutup koneksi. Apakah CR LF setelah request terlupa?",
  },
  http: foreign("HTTP", "Itulah yang dikirim browser atau curl."),
  rtsp: foreign("RTSP", "Itulah yang dikirim pemutar video."),
  ssh: foreign("SSH", "Itulah yang dikirim client SSH."),
  tls: foreign("TLS", "Itulah yang dikirim browser untuk https."),
  proxy: {
    label: "header PROXY",
    happened: "Client mengirim header PROXY, seperti load balancer.",
    text: "Alamatnya tidak ada di --proxy-from; server menjawab dengan galat lalu menutup koneksi. Tambahkan alamat load balancer itu ke --proxy-from, atau jangan kirim header-nya.",
  },
  idle: {
    label: "diam",
    happened: "Client terlalu lama diam.",
    text: "Karena itu server menutup koneksi. Kirim QUIT CR LF kalau sudah selesai.",
  },
  "line-timeout": {
    label: "baris terlalu lama",
    happened: "Sebuah baris dimulai, dan CR LF-nya tidak datang tepat waktu.",
    text: "Karena itu server menutup koneksi. Tanpa CR LF, server tidak bisa tahu bahwa request sudah lengkap.",
  },
  stalled: {
    label: "tidak membaca",
    happened: "Client tidak membaca responsnya.",
    text: "Setelah beberapa saat server me-reset koneksi. Panggil recv() di antara request.",
  },
  "buffer-limit": {
    label: "terlalu banyak tertahan",
    happened: "Terlalu banyak respons menunggu client yang tidak membaca.",
    text: "Karena itu server me-reset koneksi ini. Panggil recv() di antara request.",
  },
  drained: {
    label: "server berhenti",
    text: "Server berhenti dengan tertib: request yang sudah diterima dijawab, lalu koneksi ditutup.",
  },
  "drain-timeout": {
    label: "diputus saat berhenti",
    happened: "Server berhenti dan memutus sesi ini.",
    text: "Client tidak membaca respons terakhirnya tepat waktu.",
  },
  "no-longer-allowed": {
    label: "tidak diizinkan lagi",
    happened: "Alamat ini tidak diizinkan lagi.",
    text: "Daftar alamat yang diizinkan berubah. Tanyakan kepada pengelola server.",
  },
  "thread-died": {
    label: "thread mati",
    happened: "Thread yang melayani mati.",
    text: "Itu kesalahan server, bukan client. Thread itu sudah diganti; sambungkan lagi.",
  },
} as const satisfies Record<CloseReason, ReasonTexts>;
