/** Indonesian: the texts of the cases that a server has to survive. */
import type { CaseId } from "../../cases/registry.ts";
import type { CaseTexts } from "../texts.ts";

export const ROBUST_CASES = {
  "bad-utf8": {
    requirement: "Byte yang bukan UTF-8 tidak menghentikan server: client baru tetap dilayani.",
    why:
      "Byte seperti `ff fe fd` bukan UTF-8 yang sah, dan mengubahnya menjadi teks bisa menimbulkan galat. Kalau " +
      "tidak ditangkap, thread itu berakhir; dan kalau itu thread yang menerima koneksi, seluruh server ikut " +
      "berhenti.",
    fix:
      "Bandingkan byte supaya tidak perlu diubah menjadi teks, dan tangkap di thread setiap client apa yang bisa " +
      "ditimbulkan client itu.",
  },
  "bad-utf8-released": {
    requirement:
      "Setelah byte yang bukan UTF-8, client dilayani atau koneksinya ditutup: ia tidak dibiarkan " +
      "menggantung.",
    why:
      "Mungkin byte-byte itu menimbulkan galat, dan fungsi yang melayani client berakhir sebelum menutup koneksi. " +
      "Selama masih ada yang merujuknya, misalnya list berisi client, koneksi itu tetap terbuka tanpa ada yang " +
      "membaca: client menunggu selamanya.",
    fix: "Tutup koneksi di bagian yang pasti dijalankan, bagaimanapun fungsi itu berakhir.",
  },
  "nul-bytes": {
    requirement: "64 byte NUL dan CR LF tidak menghentikan server: client baru tetap dilayani.",
    why:
      "NUL adalah byte seperti yang lain, dan client yang memakai protokol biner mengirim banyak NUL. Di C, " +
      "string jadi berakhir terlalu cepat; di bahasa lain, sebagian fungsi menolaknya dengan galat, yang " +
      "mengakhiri thread atau bahkan seluruh server.",
    fix:
      "Perlakukan baris seperti itu sebagai baris tak dikenal, dan tangkap exception di thread client itu " +
      "sendiri supaya client lain tidak terganggu.",
  },
  "long-line": {
    requirement: "Data 64 KiB tanpa akhir baris tidak menghentikan server: client baru tetap dilayani.",
    why:
      "Akhir baris tidak kunjung datang, dan server Anda macet atau berhenti: ia menunggu `\\r\\n` di thread yang " +
      "menerima koneksi, atau terus mencari dari awal buffer yang makin panjang sehingga tidak sempat melayani " +
      "yang lain.",
    fix:
      "Baca setiap client di thread-nya sendiri, dan berhentilah membaca kalau satu baris sudah terlalu " +
      "panjang.",
  },
  "long-line-bounded": {
    requirement:
      "Baris yang tidak ada akhirnya ditolak: server menjawab atau menutup koneksi, dan tidak menerima " +
      "semuanya.",
    why:
      "Server Anda menerima satu baris sampai berukuran megabyte tanpa menolak dan tanpa menutup koneksi. " +
      "Kalau datanya disimpan, satu client saja bisa memenuhi memori mesin; kalau dibuang, client tidak " +
      "pernah tahu apa yang salah.",
    fix:
      "Batasi panjang satu baris, misalnya 1.024 byte: kalau isi buffer lebih dari itu tanpa `\\r\\n`, " +
      "kirim pesan error atau tutup koneksinya.",
  },
  reset: {
    requirement: "Client yang me-reset koneksinya tidak menghentikan server: client baru tetap dilayani.",
    why:
      "Reset (RST) datang ketika client crash atau dimatikan paksa. Membaca dari koneksi itu, atau menulis " +
      "kepadanya, lalu gagal; kalau galat ini tidak ditangkap, thread yang menerima koneksi atau seluruh server " +
      "ikut berhenti.",
    fix: "Tangkap galat di sekeliling sesi dengan satu client, dan tutup koneksinya, bagaimanapun sesi itu berakhir.",
  },
  churn: {
    requirement: "Sebanyak 300 client, satu demi satu, masing-masing dijawab dalam 2 detik.",
    why:
      "Dari setiap client yang pergi ada yang tertinggal: socket yang masih terbuka, thread, atau isi " +
      "list. Setelah beberapa ratus client, suatu batas tercapai (`ulimit -n` menunjukkan batas file " +
      "terbuka), atau semuanya menjadi lambat.",
    fix:
      "Tutup setiap koneksi, bagaimanapun sesinya berakhir, dan jangan menyimpan list client atau thread yang " +
      "tidak pernah dibersihkan.",
  },
  "idle-crowd": {
    requirement: "Selagi 200 client terhubung tanpa mengirim apa-apa, client baru tetap dilayani.",
    why:
      "Client yang diam itu menghabiskan sesuatu yang jumlahnya terbatas di server Anda: thread dalam pool, file " +
      "yang terbuka, atau tempat di antrean listen. Client baru menunggu sampai salah satunya pergi.",
    fix:
      "Jalankan satu thread untuk setiap koneksi alih-alih memakai pool kecil, perpanjang antrean listen, dan " +
      "segera terima koneksi berikutnya.",
  },
  "client-gone": {
    requirement:
      "Setelah client pergi tanpa pamit, server kembali tenang: pemakaiannya kurang dari 20 % satu core.",
    why:
      "Begitu client menutup koneksi, setiap pembacaan langsung selesai tanpa membawa apa-apa. Loop tanpa akhir " +
      "di sekelilingnya lalu berputar secepat kemampuan prosesor, untuk client yang sudah tidak ada.",
    fix: "Begitu pembacaan menandakan akhir data, keluar dari loop dan tutup koneksinya.",
  },
} as const satisfies Partial<Record<CaseId, CaseTexts>>;
