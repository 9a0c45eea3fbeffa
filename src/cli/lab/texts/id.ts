/** The help and the messages of `jam lab run` and `jam lab report` in Indonesian. */
import { RUN_FOLDER } from "../defaults.ts";
import type { LabTexts } from "./texts.ts";

export const ID: LabTexts = {
  run: {
    usage: `Pemakaian: jam lab run [FLAG]
           jam lab run [FLAG] -- PERINTAH…`,
    about: `Menjalankan server milik jam, atau server yang dijalankan oleh PERINTAH, di host pertama lab. Melakukan capture di
setiap host, menjalankan percobaan tugas dari host lain, lalu menyimpan capture, tampilan terminal, output dan kode
sumber server, serta fakta ke dalam satu folder. Memakai lab yang sedang berjalan, atau membuat lab untuk percobaan ini jika belum ada.`,
    exitCodes: `Exit code: 0 percobaan selesai, apa pun yang dilakukan server, 1 server tidak mau jalan atau percobaan
dihentikan, 2 salah pemakaian, 3 ada program, modul kernel, atau izin membuat namespace yang tidak tersedia.`,
    flags: {
      out: "folder untuk hasilnya",
      port: "port tempat server mendengarkan",
      hosts: "host lab, ditulis nama=alamat dan dipisah koma; host pertama menjalankan server",
      network: "jaringan host-host itu",
      delay: {
        help: "tunda (delay) di tiap arah pada semua link, atau sebagian: mesin2=50ms,mesin3=10ms",
        fallbackText: "tidak ada",
      },
      loss: {
        help: "paket hilang di tiap arah pada semua link, atau sebagian: mesin2=5%",
        fallbackText: "tidak ada",
      },
      bandwidth: {
        help: "bandwidth semua link, atau sebagian: mesin2=1mbit",
        fallbackText: "tidak ada",
      },
      lang: { help: "bahasa pesan: en, id", fallbackText: "dari LANG" },
    },
    next: (jam, out, named) => `berikutnya: ${jam} lab verify ${out}, ${jam} lab report${named}`,
    interrupted: "dihentikan: hasilnya tidak disimpan.",
  },
  report: {
    usage: "Pemakaian: jam lab report [DIR] [FLAG]",
    about: `Menulis laporan tugas dari capture sebuah percobaan, lalu mencetak daftar hal yang masih kurang sebelum
dikumpulkan. DIR adalah folder percobaan (bawaan: ${RUN_FOLDER}).`,
    exitCodes: `Exit code: 0 laporan sudah ditulis, 1 belum ada percobaan, atau dengan --strict masih ada yang kurang, 2 salah
pemakaian atau laporannya sudah ada, 3 tshark atau program penyusun PDF tidak tersedia, atau file tidak dapat ditulis.`,
    flags: {
      out: {
        help: "file PDF yang ditulis",
        fallbackText: "TUGAS2.PDF; tidak ada jika hanya --markdown",
      },
      markdown: {
        help: "tulis laporan sebagai Markdown dengan gambar ke folder ini",
        fallbackText: "tidak ada",
      },
      force: { help: "ganti laporan yang sudah ada", fallbackText: "tidak" },
      strict: { help: "exit code 1 jika masih ada yang kurang", fallbackText: "tidak" },
      pcap: {
        help: "capture yang dibuat di tempat lain, satu per satu: mesin1=FILE",
        fallbackText: "tidak ada",
      },
      port: { help: "port server di dalam capture", fallbackText: "port percobaan itu, atau 45000" },
      name: { help: "nama mahasiswa", fallbackText: "name di lab.toml" },
      nrp: { help: "NRP mahasiswa", fallbackText: "nrp di lab.toml" },
      class: { help: "kelas", fallbackText: "class di lab.toml" },
      source: { help: "tautan ke kode sumber", fallbackText: "source di lab.toml, atau remote git" },
      sourceFile: {
        help: "kode sumber server, dicetak sebagai lampiran; boleh diulang",
        fallbackText: "file yang disebut PERINTAH percobaan itu",
      },
      lang: { help: "bahasa laporan dan pesan: en, id", fallbackText: "id; pesan: dari LANG" },
    },
  },
};
