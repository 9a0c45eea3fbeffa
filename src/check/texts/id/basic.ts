/** Indonesian: the texts of the cases that ask for the assignment itself. */
import type { CaseId } from "../../cases/registry.ts";
import type { CaseTexts } from "../texts.ts";

export const BASIC_CASES = {
  connect: {
    requirement: "Server menerima koneksi TCP di port-nya dalam 2 detik.",
    why:
      "Tidak ada yang menjawab di alamat ini: server belum berjalan, berhenti karena galat, memakai port " +
      "lain, atau hanya di-bind ke `127.0.0.1` padahal client datang dari mesin lain. Firewall di antara " +
      "kedua mesin juga berakibat sama.",
    fix:
      "Jalankan server dan baca pesan yang dicetaknya, lalu periksa dengan `ss -ltn` apakah port-nya sudah " +
      "terbuka. Pasang server di `0.0.0.0` supaya mesin lain di lab juga bisa terhubung.",
  },
  "time-reply": {
    requirement: "`TIME\\r\\n` dijawab dalam 2 detik dengan satu baris yang berisi jam.",
    why:
      "Request tiba dengan utuh, tetapi kode Anda tidak mengirim apa-apa. Penyebab yang sering: akhir baris sudah " +
      "dibuang sebelum dicari, baris dibandingkan dengan teks yang tidak persis sama, atau respons sudah ditulis " +
      "tetapi tidak pernah dikirim.",
    fix:
      "Cetak yang datang, lengkap dengan akhir barisnya, tepat sebelum dibandingkan; buang `\\r\\n` hanya setelah " +
      "dipakai untuk menemukan akhir request.",
  },
  "reply-prefix": {
    requirement: "Respons diawali dengan `JAM` dan satu spasi, lalu jamnya.",
    why:
      "Teks di kode Anda sedikit berbeda dari ketentuan tugas: ada titik dua, spasi ganda, atau kata lain. " +
      "Bagi manusia kelihatannya sama saja, tetapi client yang mengambil jam mulai byte kelima akan " +
      "membaca hal lain.",
    fix: "Tulis persis `JAM` dengan huruf kapital, satu spasi, lalu jamnya, tanpa titik dua.",
  },
  "reply-format": {
    requirement:
      "Setelah `JAM` dan spasi hanya ada jam dalam bentuk `hh:mm:ss`: masing-masing dua angka, dengan jam " +
      "00 sampai 23.",
    why:
      "Yang tertulis di situ bukan jam dengan 24 jam: mungkin jamnya hanya sampai 12 dengan AM atau PM, ada bagian yang " +
      "di luar batas, atau pemisahnya bukan titik dua.",
    fix:
      "Serahkan kepada fungsi waktu yang tersedia: jam, menit, dan detik masing-masing dua angka, dengan jam 00 " +
      "sampai 23, tanpa yang lain.",
  },
  "reply-crlf": {
    requirement:
      "Respons diakhiri dengan CR LF (byte 13 dan 10) tepat satu kali, dan setelah itu tidak ada apa-apa " +
      "lagi.",
    why:
      "TCP tidak memberi tahu client di mana respons Anda berakhir. CR LF-lah penandanya, dan fungsi pengirim " +
      "tidak menambahkan akhir baris. Tanpa CR LF, atau dengan `\\n` saja, client terus menunggu; dan apa pun " +
      "yang mengikutinya dikira awal respons berikutnya.",
    fix: "Akhiri teks dengan satu `\\r\\n` sebelum dikirim: itulah byte 13 dan 10.",
  },
  "reply-utf8": {
    requirement: "Respons berupa UTF-8, tanpa byte-order mark di depannya.",
    why:
      "Teksnya di-encode dengan cara lain, misalnya UTF-16 atau dengan byte-order mark. Cara itu menambahkan byte " +
      "di depan atau di antara huruf, dan client membacanya sebagai bagian dari respons.",
    fix: "Encode teks sebagai UTF-8 tanpa byte-order mark; untuk karakter-karakter ini hasilnya sama dengan ASCII.",
  },
  "reply-clock": {
    requirement:
      "Setiap respons menunjukkan jam saat itu juga: selisihnya paling banyak 2 detik, zona waktunya " +
      "tetap, dan pada request berikutnya jamnya maju.",
    why:
      "Jam mungkin hanya dibaca sekali, saat server dijalankan atau saat client terhubung, lalu disimpan " +
      "di variabel; semua respons berikutnya mengulanginya. Bisa juga jam mesinnya sendiri yang salah: " +
      "lihat hasil `date -u` di mesin itu.",
    fix:
      "Baca jam di cabang yang menjawab, setiap kali ada request. Kalau ternyata jam mesin yang meleset, betulkan " +
      "dulu jam itu: `timedatectl` menunjukkan apakah jamnya sudah sinkron.",
  },
  "repeat-clock": {
    requirement:
      "Client yang bertanya lagi 2 detik kemudian di koneksi yang sama melihat jam yang sudah maju.",
    why:
      "Kode Anda membaca jam hanya sekali untuk setiap client, saat terhubung atau saat request pertama, " +
      "lalu menyimpannya di variabel. Client yang tetap terhubung terus mendapat detik yang sama.",
    fix: "Baca waktu di dalam loop yang membaca request, di cabang yang menjawab `TIME`.",
  },
  repeat: {
    requirement: "Client boleh bertanya lagi di koneksi yang sama: setiap `TIME\\r\\n` mendapat respons.",
    why:
      "Setelah respons pertama, kode Anda menutup koneksi, atau keluar dari loop dan tidak membaca lagi. " +
      "Menurut tugas, client-lah yang mengakhiri sesi, yaitu dengan `QUIT`.",
    fix:
      "Letakkan pembacaan dan jawabannya di dalam loop yang hanya berakhir pada `QUIT`, atau ketika client sudah " +
      "menutup koneksi.",
  },
  "quit-closes": {
    requirement: "`QUIT\\r\\n` mengakhiri sesi: server menutup koneksi dalam 2 detik.",
    why:
      "Keluar dari loop atau berakhirnya thread belum menutup koneksi selama masih ada yang merujuknya, misalnya " +
      "list berisi client. Koneksi itu sendiri harus ditutup. Bisa juga kode Anda tidak pernah menemukan `QUIT` " +
      "pada data yang datang: cetak barisnya dan periksa.",
    fix: "Pada `QUIT`, tutup koneksi itu, lalu return dari fungsi yang melayani client.",
  },
  "quit-after-time": {
    requirement:
      "Setelah ada respons pun `QUIT\\r\\n` mengakhiri sesi: server menutup koneksi dalam 2 detik " +
      "dan tidak mengirim jam lagi.",
    why:
      "Request pertama dilayani, tetapi `QUIT` sesudahnya tidak dipatuhi. Penyebab yang sering: hanya keluar dari " +
      "loop yang di dalam, koneksi tidak ditutup setelah loop selesai, atau apa pun yang datang dijawab dengan " +
      "jam.",
    fix: "Periksa setiap baris dari awal, juga setelah mengirim respons; pada `QUIT`, tutup koneksi lalu return.",
  },
  "quit-silent": {
    requirement: "Pada `QUIT\\r\\n` server langsung menutup koneksi tanpa mengirim apa pun.",
    why:
      "Salam perpisahan memang ramah bagi manusia. Namun program menganggap setiap byte sebagai respons, " +
      "dan tugas ini hanya mengenal satu respons: `JAM` dan jamnya.",
    fix: "Pada `QUIT`, tutup koneksi tanpa mengirim apa pun.",
  },
  "concurrent-idle": {
    requirement: "Selagi satu client terhubung tanpa mengirim apa-apa, client lain tetap dilayani.",
    why:
      "Server Anda melayani client satu per satu: selama menunggu client yang diam, client lain terabaikan. " +
      "Sering kali setiap client sudah punya thread, tetapi kode menunggu thread itu selesai sebelum menerima " +
      "client berikutnya.",
    fix: "Setelah menerima koneksi, serahkan kepada thread tersendiri, lalu segera kembali menerima koneksi.",
  },
  "concurrent-partial": {
    requirement: "Selagi satu client baru mengirim setengah request (`TI`), client lain tetap dilayani.",
    why:
      "Selama kode Anda menunggu sisa request dari satu client, semua client lain ikut menunggu: pembacaan " +
      "dilakukan di thread yang menerima koneksi, atau sambil memegang lock yang dipakai bersama.",
    fix:
      "Biarkan setiap thread membaca koneksinya sendiri ke buffer-nya sendiri, dan jangan memegang lock selama " +
      "menunggu data.",
  },
  "concurrent-many": {
    requirement: "Dua puluh client yang terhubung bersamaan semuanya dilayani.",
    why:
      "Client dilayani bergiliran, atau oleh thread yang jumlahnya tetap dan kurang dari 20; sisanya " +
      "menunggu sampai ada client yang pergi.",
    fix:
      "Jalankan satu thread untuk setiap koneksi, dan beri tempat antre bagi client baru: antrean listen 128, " +
      "bukan 1.",
  },
} as const satisfies Partial<Record<CaseId, CaseTexts>>;
