/** Indonesian: the texts of the cases that cut and join requests as TCP may. */
import type { CaseId } from "../../cases/registry.ts";
import type { CaseTexts } from "../texts.ts";

export const STREAM_CASES = {
  "split-word": {
    requirement:
      "Request yang tiba dalam dua potong, `TI` dan `ME\\r\\n`, adalah satu request dan mendapat satu " +
      "respons.",
    why:
      "recv() mengembalikan `TI`, dan kode Anda memperlakukannya sebagai request yang utuh. TCP adalah " +
      "aliran byte: urutannya dijaga, tetapi batas antara dua kali send() tidak.",
    fix:
      "Kumpulkan hasil recv() di sebuah buffer, dan jawab hanya kalau di dalamnya sudah ada `\\r\\n`; " +
      "sisanya tetap di situ untuk recv() berikutnya.",
  },
  "split-crlf": {
    requirement: "Request yang CR dan LF-nya tiba terpisah, `TIME\\r` lalu `\\n`, mendapat satu respons.",
    why:
      "recv() mengembalikan `TIME\\r`, dan kode Anda langsung memutuskan dari situ: potongan itu dibuang " +
      "karena belum ada `\\r\\n`, atau dijawab sebelum akhirnya tiba. Batas antara dua segment bisa jatuh " +
      "di mana saja, juga di antara CR dan LF.",
    fix:
      "Cari `\\r\\n` di buffer yang sudah terkumpul, bukan di satu potongan saja, dan jangan lakukan " +
      "strip() pada potongan sebelum ditambahkan.",
  },
  "split-bytes": {
    requirement: "Request yang tiba byte demi byte adalah satu request dan mendapat satu respons.",
    why:
      "recv(1024) artinya: paling banyak 1024 byte, dan paling sedikit satu. Telnet di Windows, misalnya, " +
      "mengirim setiap ketikan satu per satu; kode yang menganggap setiap recv() sebagai satu request akan " +
      "melihat enam request, dan tidak satu pun berisi `TIME`.",
    fix:
      "Tambahkan setiap potongan ke buffer yang tetap ada setelah recv() selesai, dan jawab begitu buffer " +
      "itu memuat `\\r\\n`.",
  },
  "pipelined-two": {
    requirement: "Dua request dalam satu segment mendapat dua respons.",
    why:
      "Kedua request datang dalam satu recv(): `TIME\\r\\nTIME\\r\\n`. Kode Anda hanya memeriksa awal atau " +
      "akhir byte-byte itu, lalu menjawab satu kali atau tidak sama sekali. Aliran byte bisa menggabungkan " +
      "dua kali send(), sama seperti ia bisa memotong satu.",
    fix:
      "Potong buffer di setiap `\\r\\n` dengan loop di dalam loop, dan jawab setiap baris sebelum " +
      "memanggil recv() lagi.",
  },
  "pipelined-many": {
    requirement: "Seratus request dalam satu segment mendapat tepat seratus respons.",
    why:
      "600 byte bisa datang dalam satu recv(1024), bisa juga berupa potongan: recv(32) memotong di tengah " +
      "request karena 32 bukan kelipatan 6. Satu jawaban untuk setiap recv() jelas jauh dari cukup.",
    fix:
      "Hitung barisnya, bukan recv()-nya: kumpulkan, potong di setiap `\\r\\n`, jawab setiap baris, dan " +
      "simpan sisa yang belum selesai.",
  },
  "pipelined-cut": {
    requirement: "Satu setengah request dalam satu segment, disusul setengah sisanya, mendapat dua respons.",
    why:
      "recv() membawa `TIME\\r\\nTI`: satu request utuh dan awal request berikutnya. Kode yang menjawab " +
      "lalu melupakan datanya akan kehilangan `TI`, sehingga `ME\\r\\n` yang menyusul tidak berarti " +
      "apa-apa lagi.",
    fix: "Saat memotong satu baris, simpan bagian di belakang `\\r\\n`: itulah awal request berikutnya.",
  },
  "pipelined-quit": {
    requirement:
      "`TIME\\r\\nQUIT\\r\\n` dalam satu segment mendapat satu respons, lalu server menutup koneksi.",
    why:
      "Kode Anda memandang kedua belas byte itu sebagai satu request: ia menemukan `TIME` di awalnya dan " +
      "tidak melihat `QUIT`, atau melihat `QUIT` di akhirnya dan tidak menjawab `TIME`.",
    fix: "Ambil barisnya satu per satu sesuai urutan: jawab yang pertama, dan tutup koneksi pada yang kedua.",
  },
  "after-quit": {
    requirement:
      "Apa pun di belakang `QUIT\\r\\n` dalam segment yang sama tidak dijawab; server menutup koneksi.",
    why:
      "`QUIT\\r\\nTIME\\r\\n` datang dalam satu recv(). Kalau dipandang sebagai satu request, byte-byte " +
      "itu bukan `QUIT` karena masih ada lanjutannya; akibatnya koneksi tetap terbuka, atau `TIME` di " +
      "belakangnya malah dijawab.",
    fix:
      "Potong baris demi baris, dan pada `QUIT` langsung close() dan return, sehingga sisa buffer tidak " +
      "dibaca lagi.",
  },
  "half-close": {
    requirement:
      "Client yang mengirim `TIME\\r\\n` lalu FIN tetap mendapat respons, kemudian server menutup koneksi.",
    why:
      "FIN hanya berarti client tidak akan mengirim lagi; ia masih membaca, seperti `nc -N`. Kode Anda " +
      'melihat recv() mengembalikan `b""` lalu pergi tanpa memberi respons, atau tidak pernah menutup ' +
      "sisinya sendiri.",
    fix:
      'Jawab dulu yang sudah datang; ketika recv() mengembalikan `b""`, keluar dari loop dan panggil ' +
      "close().",
  },
} as const satisfies Partial<Record<CaseId, CaseTexts>>;
