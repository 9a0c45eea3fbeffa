/** Indonesian: the texts of the cases that ask for what is no request. */
import type { CaseId } from "../../cases/registry.ts";
import type { CaseTexts } from "../texts.ts";

export const STRICT_CASES = {
  "bare-lf": {
    requirement: "`TIME` yang hanya diakhiri LF belum merupakan request yang lengkap: jam tidak dikirim.",
    why:
      "Menurut tugas, request diakhiri dengan karakter 13 dan 10, sedangkan di sini karakter 13 tidak ada. Fungsi " +
      "yang membaca satu baris atau membuang whitespace menganggap `\\n` akhir baris sama seperti `\\r\\n`, " +
      "sehingga kode Anda tidak lagi melihat bedanya.",
    fix:
      "Cari kedua byte `\\r\\n` itu sendiri, sebelum apa pun dibuang. Dengan tangan, kirim dengan `printf " +
      "'TIME\\r\\n'`; `nc -C` kurang andal: milik OpenBSD mengirim setiap baris dalam dua segment, yang " +
      "tradisional hanya membetulkan baris terakhir.",
  },
  "bare-cr": {
    requirement: "`TIME` yang hanya diakhiri CR belum merupakan request yang lengkap: jam tidak dikirim.",
    why:
      "Baru karakter akhir pertama yang datang, yaitu 13; yang kedua, 10, belum. Kode Anda menganggapnya " +
      "akhir baris, membuangnya sebagai whitespace, atau hanya melihat awal data, sehingga menjawab terlalu cepat.",
    fix: "Tunggu sampai `\\r\\n` ada di buffer, dan jangan mengirim apa pun sebelum itu.",
  },
  unterminated: {
    requirement: "`TIME` tanpa akhir baris belum merupakan request yang lengkap: jam tidak dikirim.",
    why:
      "Kode Anda menjawab setelah empat byte, padahal belum bisa tahu apakah barisnya sudah selesai: dalam " +
      "aliran byte selalu mungkin ada lanjutannya. Hanya `\\r\\n` yang menandakan bahwa request sudah " +
      "lengkap.",
    fix: "Jawab setelah `\\r\\n` datang, bukan begitu `TIME` terlihat.",
  },
  lowercase: {
    requirement: "`time\\r\\n` dengan huruf kecil tidak dijawab dengan jam.",
    why:
      "Tugas menyebut string `TIME` dengan huruf kapital. Bagi program, `T` (84) dan `t` (116) adalah byte yang " +
      "berbeda; mengubah huruf besar-kecilnya sebelum perbandingan menghilangkan perbedaan itu.",
    fix: "Bandingkan byte apa adanya, tanpa mengubah huruf besar-kecilnya.",
  },
  unknown: {
    requirement: "`HELLO\\r\\n` tidak dijawab dengan jam, dan server tetap melayani client lain.",
    why:
      "Cabang `else` yang ikut mengirim jam akan menjawab apa saja. Dan kalau baris yang asing menimbulkan " +
      "exception di thread yang menerima koneksi, satu baris itu menghentikan seluruh server.",
    fix: "Kirim jam hanya untuk baris yang diawali `TIME`, dan beri jawaban tersendiri untuk baris lainnya.",
  },
  "unknown-answered": {
    requirement: "`HELLO\\r\\n` mendapat suatu jawaban, atau koneksinya ditutup.",
    why:
      "Server Anda diam saja. Client jadi tidak bisa membedakan request yang salah dari jaringan yang " +
      "lambat, dan terus menunggu. Mungkin `if` untuk `TIME` tidak punya `else`.",
    fix:
      "Tambahkan `else` yang mengirim satu baris pendek, misalnya `ERROR unknown request`, dengan CR LF di " +
      "akhirnya.",
  },
  "unknown-stays": {
    requirement: "Setelah `HELLO\\r\\n`, `TIME\\r\\n` di koneksi yang sama tetap dilayani.",
    why:
      "Satu baris yang tidak dikenal mengakhiri sesi: kode Anda menutup koneksi, keluar dari loop, " +
      "atau membiarkan `HELLO` di buffer, di depan `TIME`. Orang yang sekali salah ketik jadi harus " +
      "menyambung ulang.",
    fix:
      "Keluarkan baris yang tidak dikenal dari buffer, jawab dengan pesan error, lalu lanjutkan ke baris " +
      "berikutnya.",
  },
  "quit-unterminated": {
    requirement: "`QUIT` tanpa CR LF belum mengakhiri sesi.",
    why:
      "Server Anda menutup koneksi setelah empat byte, sebelum barisnya selesai. Untuk `QUIT` sama saja " +
      "dengan `TIME`: hanya `\\r\\n` yang menandakan bahwa request sudah lengkap.",
    fix: "Bandingkan dengan `QUIT` hanya setelah satu baris dipotong di `\\r\\n`.",
  },
} as const satisfies Partial<Record<CaseId, CaseTexts>>;
