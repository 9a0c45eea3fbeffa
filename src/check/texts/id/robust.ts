/** Indonesian: the texts of the cases that a server has to survive. */
import type { CaseId } from "../../cases/registry.ts";
import type { CaseTexts } from "../texts.ts";

export const ROBUST_CASES = {
  "bad-utf8": {
    requirement: "Byte yang bukan UTF-8 tidak menghentikan server: client baru tetap dilayani.",
    why:
      "decode() menimbulkan UnicodeDecodeError pada byte seperti `ff fe fd`. Kalau tidak ditangkap, thread " +
      "itu berakhir; dan kalau itu thread yang menjalankan accept(), seluruh server ikut berhenti.",
    fix:
      'Bandingkan bytes (`b"TIME"`) supaya tidak perlu decode(), dan tangkap di thread setiap client apa ' +
      "yang bisa ditimbulkan client itu.",
  },
  "bad-utf8-released": {
    requirement:
      "Setelah byte yang bukan UTF-8, client dilayani atau koneksinya ditutup: ia tidak dibiarkan " +
      "menggantung.",
    why:
      "decode() menimbulkan UnicodeDecodeError, dan thread berakhir sebelum sampai ke close(). Selama list " +
      "seperti `the_clients` masih merujuk ke socket itu, socket tetap terbuka tanpa ada yang membaca: " +
      "client menunggu selamanya.",
    fix: "Letakkan close() di dalam `finally`: ia pasti dijalankan, bagaimanapun thread itu berakhir.",
  },
  "nul-bytes": {
    requirement: "64 byte NUL dan CR LF tidak menghentikan server: client baru tetap dilayani.",
    why:
      "NUL adalah byte seperti yang lain, dan client yang memakai protokol biner mengirim banyak NUL. Di " +
      "C, string jadi berakhir terlalu cepat; di Python, sebagian fungsi menolaknya dengan exception, yang " +
      "mengakhiri thread atau bahkan seluruh server.",
    fix:
      "Perlakukan baris seperti itu sebagai baris tak dikenal, dan tangkap exception di thread client itu " +
      "sendiri supaya client lain tidak terganggu.",
  },
  "long-line": {
    requirement: "Data 64 KiB tanpa akhir baris tidak menghentikan server: client baru tetap dilayani.",
    why:
      "Akhir baris tidak kunjung datang, dan server Anda macet atau berhenti: ia menunggu `\\r\\n` di " +
      "thread yang menjalankan accept(), atau terus mencari dari awal buffer yang makin panjang sehingga " +
      "tidak sempat melayani yang lain.",
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
      "Batasi panjang satu baris, misalnya 1024 byte: kalau isi buffer lebih dari itu tanpa `\\r\\n`, " +
      "kirim pesan error atau tutup koneksinya.",
  },
  reset: {
    requirement: "Client yang me-reset koneksinya tidak menghentikan server: client baru tetap dilayani.",
    why:
      "Reset (RST) datang ketika client crash atau dimatikan paksa. recv() atau sendall() lalu menimbulkan " +
      "ConnectionResetError atau BrokenPipeError; kalau itu terjadi di thread yang menjalankan accept() " +
      "dan tidak ditangkap, server ikut berhenti.",
    fix:
      "Tangkap OSError di sekeliling sesi dengan satu client, dan tutup koneksinya di dalam " + "`finally`.",
  },
  churn: {
    requirement: "Sebanyak 300 client, satu demi satu, masing-masing dijawab dalam 2 detik.",
    why:
      "Dari setiap client yang pergi ada yang tertinggal: socket yang masih terbuka, thread, atau isi " +
      "list. Setelah beberapa ratus client, suatu batas tercapai (`ulimit -n` menunjukkan batas file " +
      "terbuka), atau semuanya menjadi lambat.",
    fix:
      "Tutup setiap koneksi di dalam `finally`, dan jangan menyimpan list client atau thread yang tidak " +
      "pernah dibersihkan.",
  },
  "idle-crowd": {
    requirement: "Selagi 200 client terhubung tanpa mengirim apa-apa, client baru tetap dilayani.",
    why:
      "Client yang diam itu menghabiskan sesuatu yang jumlahnya terbatas di server Anda: thread dalam " +
      "pool, file yang terbuka, atau tempat di antrean listen(). Client baru menunggu sampai salah satunya " +
      "pergi.",
    fix:
      "Jalankan satu thread untuk setiap koneksi alih-alih memakai pool kecil, perpanjang antrean " +
      "listen(), dan segera panggil accept() lagi.",
  },
  "client-gone": {
    requirement:
      "Setelah client pergi tanpa pamit, server kembali tenang: pemakaiannya kurang dari 20% satu core.",
    why:
      'Begitu client menutup koneksi, recv() setiap kali langsung mengembalikan `b""`. `while True` di ' +
      "sekelilingnya lalu berputar secepat kemampuan prosesor, untuk client yang sudah tidak ada.",
    fix: 'Begitu recv() mengembalikan `b""`, keluar dari loop dan panggil close().',
  },
} as const satisfies Partial<Record<CaseId, CaseTexts>>;
