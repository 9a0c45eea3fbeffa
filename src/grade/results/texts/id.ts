/** Indonesian: states that are not grades, their reasons, and what to do. */
import type { Undecided } from "../../outcome.ts";
import type { Unreadable } from "../../submission.ts";
import { PAGE } from "./id-page.ts";
import type { ResultTexts } from "./texts.ts";

const named = (files: readonly string[]) => files.map((file) => `\`${file}\``).join(", ");
type Of<Why extends Unreadable["why"]> = Extract<Unreadable, { readonly why: Why }>;
type Kind<Name extends Undecided["kind"]> = Extract<Undecided, { readonly kind: Name }>;

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
  unreadable: {
    empty: () => "Kiriman kosong: tidak ada satu file pun.",
    "archive-kind": ({ file, kind }: Of<"archive-kind">) =>
      `\`${file}\` adalah arsip ${kind === "rar" ? "RAR" : "7z"}, yang tidak dibuka oleh jam.`,
    encrypted: ({ file }: Of<"encrypted">) => `\`${file}\` terenkripsi: untuk membukanya perlu kata sandi.`,
    "broken-archive": ({ file, detail }: Of<"broken-archive">) => `\`${file}\` rusak: ${detail}.`,
    escapes: ({ file, entry }: Of<"escapes">) =>
      `Di dalam \`${file}\`, entri \`${entry}\` mengarah ke luar folder kiriman.`,
    "too-large": ({ file, limit }: Of<"too-large">) => `\`${file}\` melebihi batas ukuran: ${limit}.`,
    "no-code": ({ files }: Of<"no-code">) => `Kiriman tidak berisi kode sumber, hanya ${named(files)}.`,
  },
  undecided: {
    "several-servers": ({ files }: Kind<"several-servers">) =>
      `Ada beberapa file yang mungkin merupakan server: ${named(files)}.`,
    "same-id": ({ sources }: Kind<"same-id">) => `Beberapa kiriman memakai id yang sama: ${named(sources)}.`,
  },
  didNotBuild: (command) => `Build gagal: \`${command}\`.`,
  didNotStart: "Server tidak berjalan.",
  noServerFound: "Tidak ada file dalam kiriman ini yang membuka port dan menunggu koneksi.",
  notSubmitted: "Tidak ada kiriman dari mahasiswa ini.",
  judgeError: "Penguji tidak dapat menyelesaikan pengujian; ini bukan kesalahan server.",
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
      "Server tidak dapat di-build, sehingga tidak dapat diuji. Perbaiki galat di bawah ini, lakukan build dengan perintah yang sama di folder kosong, lalu kumpulkan lagi.",
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
    was: (before) => `sebelumnya ${before}`,
  },
};
