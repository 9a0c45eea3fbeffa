/** Indonesian: the texts of the cases that cut and join requests as TCP may. */
import type { CaseId } from "../../cases/registry.ts";
import type { CaseTexts } from "../texts.ts";

export const STREAM_CASES = {
  "split-word": {
    requirement:
      "Request yang tiba dalam dua potong, `TI` dan `ME\\r\\n`, adalah satu request dan mendapat satu " +
      "respons.",
    why:
      "Satu pembacaan membawa `TI`, dan kode Anda memperlakukannya sebagai request yang utuh. TCP adalah aliran " +
      "byte: urutannya dijaga, tetapi batas antara dua kali pengiriman tidak.",
    fix:
      "Kumpulkan hasil setiap pembacaan di sebuah buffer, dan jawab hanya kalau di dalamnya sudah ada `\\r\\n`; " +
      "sisanya tetap di situ untuk pembacaan berikutnya.",
  },
  "split-crlf": {
    requirement: "Request yang CR dan LF-nya tiba terpisah, `TIME\\r` lalu `\\n`, mendapat satu respons.",
    why:
      "Satu pembacaan membawa `TIME\\r`, dan kode Anda langsung memutuskan dari situ: potongan itu dibuang karena " +
      "belum ada `\\r\\n`, atau dijawab sebelum akhirnya tiba. Batas antara dua segment bisa jatuh di mana saja, " +
      "juga di antara CR dan LF.",
    fix:
      "Cari `\\r\\n` di buffer yang sudah terkumpul, bukan di satu potongan saja, dan jangan membuang whitespace " +
      "dari potongan sebelum ditambahkan.",
  },
  "split-bytes": {
    requirement: "Request yang tiba byte demi byte adalah satu request dan mendapat satu respons.",
    why:
      "Satu pembacaan membawa paling sedikit satu byte, dan paling banyak sejumlah yang Anda minta. Telnet di " +
      "Windows, misalnya, mengirim setiap ketikan satu per satu; kode yang menganggap setiap pembacaan sebagai " +
      "satu request akan melihat enam request, dan tidak satu pun berisi `TIME`.",
    fix:
      "Tambahkan setiap potongan ke buffer yang tetap ada setelah pembacaan selesai, dan jawab begitu buffer itu " +
      "memuat `\\r\\n`.",
  },
  "pipelined-two": {
    requirement: "Dua request dalam satu segment mendapat dua respons.",
    why:
      "Kedua request datang dalam satu pembacaan: `TIME\\r\\nTIME\\r\\n`. Kode Anda hanya memeriksa awal atau " +
      "akhir byte-byte itu, lalu menjawab satu kali atau tidak sama sekali. Aliran byte bisa menggabungkan dua " +
      "kali pengiriman, sama seperti ia bisa memotong satu.",
    fix: "Potong buffer di setiap `\\r\\n` dengan loop di dalam loop, dan jawab setiap baris sebelum membaca lagi.",
  },
  "pipelined-many": {
    requirement: "Seratus request dalam satu segment mendapat tepat seratus respons.",
    why:
      "600 byte bisa datang dalam satu pembacaan, bisa juga berupa potongan: pembacaan 32 byte memotong di tengah " +
      "request karena 32 bukan kelipatan 6. Satu jawaban untuk setiap pembacaan jelas jauh dari cukup.",
    fix:
      "Hitung barisnya, bukan pembacaannya: kumpulkan, potong di setiap `\\r\\n`, jawab setiap baris, dan simpan " +
      "sisa yang belum selesai.",
  },
  "pipelined-cut": {
    requirement: "Satu setengah request dalam satu segment, disusul setengah sisanya, mendapat dua respons.",
    why:
      "Satu pembacaan membawa `TIME\\r\\nTI`: satu request utuh dan awal request berikutnya. Kalau dibandingkan " +
      "sekaligus, ke-8 byte itu bukan request, sehingga tidak dijawab, atau `TI` hilang dan `ME\\r\\n` yang " +
      "menyusul tidak berarti apa-apa.",
    fix: "Saat memotong satu baris, simpan bagian di belakang `\\r\\n`: itulah awal request berikutnya.",
  },
  "pipelined-quit": {
    requirement:
      "`TIME\\r\\nQUIT\\r\\n` dalam satu segment mendapat satu respons, lalu server menutup koneksi.",
    why:
      "Kedua baris datang dalam satu pembacaan. Kode yang menganggap ke-12 byte itu satu request melihat paling " +
      "banyak satu dari kedua baris itu.",
    fix: "Ambil barisnya satu per satu sesuai urutan: jawab yang pertama, dan tutup koneksi pada yang kedua.",
  },
  "after-quit": {
    requirement:
      "Apa pun di belakang `QUIT\\r\\n` dalam segment yang sama tidak dijawab; server menutup koneksi.",
    why:
      "Kedua baris datang dalam satu pembacaan: `QUIT\\r\\nTIME\\r\\n`. Kalau dianggap satu request, ke-12 byte " +
      "itu bukan `QUIT` karena masih ada lanjutannya, sehingga koneksi tetap terbuka.",
    fix:
      "Potong baris demi baris, dan pada `QUIT` langsung tutup koneksi dan return, sehingga sisa buffer tidak " +
      "dibaca lagi.",
  },
  "half-close": {
    requirement:
      "Client yang mengirim `TIME\\r\\n` lalu FIN tetap mendapat respons, kemudian server menutup koneksi.",
    why:
      "FIN hanya berarti client tidak akan mengirim lagi; ia masih membaca. Server Anda tidak memberi respons " +
      "untuk request yang datang sebelum FIN itu.",
    fix:
      "Jawab dulu yang sudah datang; kalau pembacaan menandakan akhir data, keluar dari loop dan tutup " +
      "koneksinya.",
  },
} as const satisfies Partial<Record<CaseId, CaseTexts>>;
