/** Indonesian: explanations that fit what a try showed. */
import type { AdviceId, AdviceTexts } from "../advice.ts";

export const ADVICE = {
  "other-port": {
    why:
      "Server berjalan dan menerima koneksi, tetapi di port yang berbeda dari yang diminta soal. Client yang " +
      "mengikuti soal tidak menemukan apa-apa di port itu.",
    fix: "Lakukan bind ke port yang diminta soal. Semua hal lain sudah diuji di port yang dipakai server.",
  },
  "time-misshapen": {
    why:
      "Kode Anda mengenali request itu dan menjawabnya; yang salah hanya bentuk jamnya. Jam terdiri atas dua angka " +
      "untuk jam, menit, dan detik, dengan satu titik dua di antaranya.",
    fix: "Betulkan format yang dipakai untuk menulis jam. Bagian yang membaca request tidak perlu diubah.",
  },
  "more-than-time": {
    why:
      "Jamnya ada, tetapi ada hal lain di sampingnya. Sering kali itu tanggal: contoh di soal tugas juga " +
      "menuliskannya, dan banyak server ikut mengirimkannya.",
    fix: "Sisakan jam, menit, dan detik saja di dalam format, tanpa yang lain.",
  },
  "digit-missing": {
    why: "Jam disusun dari bilangan, dan bilangan tidak punya nol di depan: pukul tujuh menjadi `7`, bukan `07`.",
    fix: "Serahkan kepada fungsi waktu yang tersedia, supaya jam, menit, dan detik ditulis dengan dua angka.",
  },
  "other-branch": {
    why:
      "Request tiba, tetapi yang menjawab adalah cabang lain di kode Anda, bukan cabang yang mengirim jam. Jadi " +
      "perbandingan dengan `TIME` bernilai salah: baris yang diperiksa tidak sama dengan yang Anda kira.",
    fix: "Cetak baris itu tepat sebelum dibandingkan, lengkap dengan akhir barisnya, lalu sesuaikan perbandingannya.",
  },
  "ended-unanswered": {
    why:
      "Server Anda menerima koneksi, lalu mengakhirinya ketika seharusnya menjawab. Biasanya sebuah galat " +
      "menghentikan fungsi yang melayani client; pesannya ada di keluaran server.",
    fix: "Baca yang dicetak server, betulkan galat itu, dan biarkan galat satu client menutup koneksi client itu saja.",
  },
  "never-closes": {
    why:
      "`QUIT` yang datang sendiri pun tidak menutup koneksi, jadi penyebabnya bukan cara byte-byte itu tiba. Keluar " +
      "dari loop atau berakhirnya thread tidak menutup apa pun selama koneksi itu masih dirujuk.",
    fix: "Pada `QUIT`, tutup koneksi itu sendiri, lalu return.",
  },
  "quit-only-alone": {
    why:
      "Server Anda memotong baris dengan benar, dan menutup koneksi kalau `QUIT` datang sendiri. Kalau ada baris lain " +
      "dalam pembacaan yang sama, tidak: loop yang mengambil baris tidak memeriksa `QUIT`, atau tidak menutup.",
    fix: "Periksa `QUIT` di loop yang mengambil baris itu juga, lalu tutup koneksi dan return di situ.",
  },
  "quit-unseen": {
    why:
      "Kedua baris datang dalam satu pembacaan. Kode Anda menjawab `TIME` di awal 12 byte itu, dan tidak melihat apa " +
      "yang mengikutinya.",
    fix: "Ambil barisnya satu per satu sesuai urutan: jawab yang pertama, dan tutup koneksi pada yang kedua.",
  },
  "time-unseen": {
    why:
      "Kedua baris datang dalam satu pembacaan. Server Anda menutup koneksi tanpa menjawab `TIME`: kode Anda melihat " +
      "akhir 12 byte itu dan menemukan `QUIT`, atau berhenti karena galat.",
    fix: "Ambil barisnya satu per satu sesuai urutan: jawab yang pertama, dan tutup koneksi pada yang kedua.",
  },
  "neither-seen": {
    why:
      "Kedua baris datang dalam satu pembacaan, dan kode Anda membandingkan ke-12 byte itu sekaligus: semuanya itu " +
      "bukan `TIME\\r\\n`, bukan pula `QUIT\\r\\n`.",
    fix: "Ambil barisnya satu per satu sesuai urutan: jawab yang pertama, dan tutup koneksi pada yang kedua.",
  },
  "quit-answered": {
    why: "Jam yang datang lebih banyak daripada yang diminta: `QUIT` setelah `TIME` dijawab seperti request biasa.",
    fix: "Periksa setiap baris tersendiri: kirim jam hanya untuk `TIME`, dan pada `QUIT` tutup koneksi lalu return.",
  },
  "reads-on": {
    why:
      "Server Anda memotong baris dengan benar, tetapi melanjutkan ke baris di belakang `QUIT`: loop untuk baris-baris " +
      "itu tidak ditinggalkan, mungkin hanya `if` di dalamnya.",
    fix: "Pada `QUIT`, tutup koneksi dan langsung return dari fungsinya; sisa buffer tidak dibaca lagi.",
  },
  "quit-passed-over": {
    why: "`TIME` setelah `QUIT` dijawab dengan jam: sesi tidak berakhir di tempat client mengakhirinya.",
    fix: "Ambil barisnya satu per satu sesuai urutan, dan pada `QUIT` langsung tutup koneksi dan return.",
  },
  "time-anywhere": {
    why:
      "Kedua baris datang dalam satu pembacaan, dan kode Anda mencari `TIME` di mana saja dalam 12 byte itu, atau " +
      "hanya di akhirnya. Padahal `QUIT` di depannya sudah mengakhiri sesi.",
    fix: "Ambil barisnya satu per satu sesuai urutan, dan pada `QUIT` langsung tutup koneksi dan return.",
  },
  "left-at-fin": {
    why:
      "FIN hanya berarti client tidak akan mengirim lagi; ia masih membaca. Server Anda mengakhiri koneksi begitu FIN " +
      "datang, dan tidak menjawab request di depannya.",
    fix: "Jawab dulu yang sudah datang, baru setelah itu tutup koneksinya.",
  },
  "fin-unseen": {
    why:
      "Server Anda menjawab, lalu membiarkan sisinya terbuka. FIN dari client berarti tidak akan ada data lagi, dan " +
      "pembacaan memberitahukannya: kode Anda tidak memeriksanya, atau keluar dari loop tanpa menutup koneksi.",
    fix: "Kalau pembacaan menandakan akhir data, keluar dari loop dan tutup koneksinya.",
  },
  "piece-answered": {
    why:
      "Server Anda menjawab sebelum barisnya lengkap: sepotong request pun dijawab dengan jam, sehingga jawabannya " +
      "lebih banyak daripada request-nya. Satu pembacaan bisa membawa bagian mana pun dari sebuah baris.",
    fix: "Kumpulkan hasil setiap pembacaan, dan jawab hanya baris yang sudah punya `\\r\\n`.",
  },
  "piece-refused": {
    why:
      "Server Anda menganggap sepotong request sebagai request utuh, dan mengirim sesuatu yang bukan bagian dari respons. Satu " +
      "pembacaan bisa membawa bagian mana pun dari sebuah baris.",
    fix: "Kumpulkan hasil setiap pembacaan, dan nilai sebuah baris hanya kalau `\\r\\n`-nya sudah datang.",
  },
  "piece-ended": {
    why:
      "Server Anda mengakhiri koneksi gara-gara sepotong request. Satu pembacaan bisa membawa bagian mana pun dari " +
      "sebuah baris; potongan yang belum berarti bukan kesalahan client.",
    fix: "Kumpulkan hasil setiap pembacaan, dan nilai sebuah baris hanya kalau `\\r\\n`-nya sudah datang.",
  },
  "rest-forgotten": {
    why:
      "Server Anda menjawab dua request dalam satu pembacaan, jadi baris sudah dipotong. Namun di sini pembacaan " +
      "pertama berakhir dengan `TI`, dan kedua byte itu dilupakan: `ME\\r\\n` saja tidak berarti apa-apa.",
    fix: "Kalau di buffer tidak ada `\\r\\n` lagi, simpan isinya, dan tambahkan hasil pembacaan berikutnya.",
  },
  "one-a-read": {
    why:
      "Pembacaan pertama membawa `TIME\\r\\nTI`, dan kode Anda memberinya satu jawaban seakan-akan satu request. `TI` " +
      "lalu hilang, dan `ME\\r\\n` saja tidak berarti apa-apa.",
    fix: "Potong baris di setiap `\\r\\n`, dan simpan bagian di belakang yang terakhir: itulah awal request berikutnya.",
  },
} as const satisfies Readonly<Record<AdviceId, AdviceTexts>>;
