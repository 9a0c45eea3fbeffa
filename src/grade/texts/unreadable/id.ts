/** Why a submission cannot be read, in Indonesian. */
import { type LimitPhrases, limitIn, type UnreadableTexts } from "./unreadable-texts.ts";

const LIMITS: LimitPhrases = {
  bytes: (amount) => `${amount} seluruhnya`,
  "bytes in a file": (amount) => `${amount} untuk satu file`,
  "bytes in the class": (amount) => `${amount} untuk seluruh kelas`,
  "bytes in a name": (amount) => `${amount} untuk nama file`,
  "bytes in a path": (amount) => `${amount} untuk path file`,
  "files and folders": (amount) => `${amount} file dan folder`,
  "files and folders in the class": (amount) => `${amount} file dan folder untuk seluruh kelas`,
  "folders below each other": (amount) => `${amount} tingkat folder`,
  "archives inside each other": (amount) => `${amount} tingkat arsip di dalam arsip`,
  "times its packed size": (amount) => `${amount} kali ukuran arsipnya`,
};

export const id: UnreadableTexts = {
  empty: () => ({
    what: "Kiriman kosong.",
    advice: "Kumpulkan kode sumber server Anda. Buka dulu file yang akan dikumpulkan sebelum mengunggahnya.",
  }),
  "archive-kind": ({ file, kind }) => ({
    what: `${file} adalah arsip ${kind === "rar" ? "RAR" : "7z"}, yang tidak dapat dibuka di sini.`,
    advice: "Kemas folder server Anda sebagai file ZIP, lalu kumpulkan file itu.",
  }),
  encrypted: ({ file }) => ({
    what: `${file} dilindungi kata sandi.`,
    advice: "Kemas ulang file-file Anda tanpa kata sandi, lalu kumpulkan.",
  }),
  "broken-archive": ({ file, detail }) => ({
    what: `${file} tidak dapat dibuka: ${detail}.`,
    advice:
      "File itu rusak atau pengunggahannya terputus. Kemas ulang folder server Anda sebagai file ZIP, coba buka di komputer Anda sendiri, lalu kumpulkan.",
  }),
  escapes: ({ file, entry }) => ({
    what: `${file} berisi entri atau tautan yang mengarah ke luar foldernya: ${entry}.`,
    advice: "Kumpulkan hanya folder server Anda, tanpa tautan ke tempat lain.",
  }),
  "too-large": ({ file, limit }) => ({
    what: `${file} terlalu besar: batasnya ${limitIn(LIMITS, limit, "byte")}.`,
    advice:
      "Kumpulkan hanya kode sumber. Jangan sertakan video, capture, node_modules, virtual environment, dan hasil kompilasi.",
  }),
  "no-code": ({ files }) => ({
    what: `Kiriman tidak berisi kode sumber, hanya: ${files.join(", ")}.`,
    advice: "Kumpulkan file kode sumber server itu sendiri, bukan dokumen, tangkapan layar, atau tautan.",
  }),
};
