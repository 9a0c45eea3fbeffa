/** Indonesian: states that are not grades, their reasons, and what to do. */
import type { NotJudged } from "../../../check/not-judged.ts";
import { PAGE } from "./id-page.ts";
import type { ResultTexts } from "./texts.ts";

export const ID: ResultTexts = {
  states: {
    judged: "dinilai",
    "did-not-build": "gagal di-build",
    "did-not-start": "tidak berjalan",
    "no-server-found": "server tidak ditemukan",
    undecided: "belum diputuskan",
    "cannot-read": "tidak terbaca",
    "not-submitted": "tidak mengumpulkan",
    "judge-error": "galat penguji",
  },
  didNotBuild: (command) => `Build gagal: ${command}.`,
  didNotStart,
  notSubmitted: "Tidak ada kiriman dari mahasiswa ini.",
  judgeError: "Penguji tidak dapat menyelesaikan pengujian; ini bukan kesalahan server.",
  exceeded: {
    seconds: "Batas waktu terlampaui, sehingga dihentikan.",
    cpu: "Batas waktu prosesor terlampaui, sehingga dihentikan.",
    memory: "Batas memori terlampaui, sehingga dihentikan.",
    output: "Batas keluaran terlampaui, sehingga dihentikan.",
    disk: "Ruang disk yang tersedia habis terpakai.",
  },
  toDo: {
    "did-not-build":
      "Baca keluarannya. Kalau ada file dari perkuliahan yang kurang, tambahkan di `grade.toml`. Lalu jalankan `jam grade FOLDER --again did-not-build`.",
    "did-not-start":
      "Baca keluarannya. Kalau server memerlukan argumen atau folder lain, tulis `command`-nya di `grade.toml`. Lalu jalankan `jam grade FOLDER --again did-not-start`.",
    "no-server-found":
      "Kalau kiriman ini berisi server, tulis `command`-nya di `grade.toml`. Lalu jalankan `jam grade FOLDER --again no-server-found`.",
    undecided:
      "Tentukan untuk mahasiswa ini di `grade.toml`. Lalu jalankan `jam grade FOLDER --again undecided`.",
    "cannot-read":
      "Minta ZIP berisi kode sumber dari mahasiswa, letakkan di tempatnya, lalu jalankan `jam grade FOLDER` lagi.",
    "not-submitted": "Tidak ada, kecuali kalau tugasnya dikumpulkan di tempat lain.",
    "judge-error": "Jalankan `jam grade FOLDER --again judge-error`. Kalau tetap begitu, laporkan pesannya.",
  },
  forStudent: {
    "did-not-build":
      "Server tidak dapat di-build, sehingga tidak dapat diuji. Perbaiki galat yang tampak pada keluarannya, lakukan build dengan perintah yang sama di folder kosong, lalu kumpulkan lagi.",
    "did-not-start":
      "Server tidak dapat diuji. Jalankan dengan perintah yang sama pada salinan kiriman Anda, perbaiki yang dilaporkannya, lalu kumpulkan lagi.",
    "no-server-found":
      "Periksa apakah semua file sudah ada dalam kiriman dan salah satunya membuka port dengan `bind` dan `listen`, lalu kumpulkan lagi.",
    undecided: "Hubungi dosen Anda: harus diputuskan file atau kiriman mana yang dinilai.",
    "cannot-read": "Kumpulkan kode sumber dalam bentuk ZIP tanpa kata sandi.",
    "not-submitted": "Kalau Anda sudah mengumpulkan, hubungi dosen Anda.",
    "judge-error": "Dosen Anda akan mengulang pengujian. Anda tidak perlu melakukan apa-apa.",
  },
  page: PAGE,
  notInSheet: (ids) => `Lembar Moodle tidak memiliki baris untuk ${ids.length} mahasiswa: ${ids.join(", ")}.`,
  locked: (ids) =>
    `Menurut lembar Moodle, nilai berikut tidak bisa diubah, sehingga dibiarkan: ${ids.join(", ")}.`,
  diff: {
    nothing: (students) =>
      `Tidak ada yang berubah: keadaan, nilai dan putusan ${students} mahasiswa tetap sama.`,
    summary: (changed, unchanged) => `${changed} berubah, ${unchanged} tetap.`,
    absent: "tidak ada",
  },
};

function didNotStart(facts: NotJudged | undefined): string {
  switch (facts?.why) {
    case undefined:
      return "Server tidak berjalan.";
    case "port-in-use":
      return `Port ${facts.port} sedang dipakai ketika server dijalankan.`;
    case "cannot-start":
      return `${facts.program} tidak dapat dijalankan: ${facts.code}.`;
    case "did-not-listen":
      return `Server belum membuka port dalam ${facts.seconds} detik.`;
    case "exited":
      return facts.code === null
        ? `Server dihentikan oleh ${facts.signal} sebelum membuka port.`
        : `Server berakhir dengan kode ${facts.code} sebelum membuka port.`;
    case "went-to-background":
      return `Server berpindah ke latar belakang, dan belum membuka port dalam ${facts.seconds} detik.`;
    case "judge-failed":
      return `Penguji tidak dapat membuka koneksi: ${facts.message} (${facts.code}).`;
  }
}
