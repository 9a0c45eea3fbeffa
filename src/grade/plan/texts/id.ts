/** The sentences of a plan in Indonesian. */
import type { NoServer } from "../../outcome.ts";
import type { Note } from "../rules/rule.ts";
import type { PlanTexts } from "./texts.ts";

const NAME_IT = "Sebutkan file server-nya di grade.toml, atau perintahnya";

export const ID: PlanTexts = {
  noServer,
  note,
  severalServers: (files) =>
    `Beberapa file adalah server, dan tidak ada yang menentukan pilihannya: ${files}. Sebutkan satu di grade.toml, dengan server = "…".`,
  sameId: (sources) =>
    `Beberapa pengumpulan memakai id ini: ${sources}. Ganti namanya, atau sisakan satu saja.`,
  decidedBy: (who, file) => {
    switch (who) {
      case "student":
        return `disebutkan di ${file} untuk mahasiswa ini`;
      case "class":
        return `disebutkan di ${file} untuk seluruh kelas`;
      case "manifest":
        return "disebutkan di manifest";
    }
  },
};

function noServer(why: NoServer): string {
  switch (why.kind) {
    case "only-client":
      return `Hanya client yang ditemukan: ${why.file}:${why.line} menghubungi server, tetapi tidak ada file yang melakukan listen. Kumpulkan server-nya juga.`;
    case "only-udp":
      return `${why.file}:${why.line} memakai UDP, dan tidak ada file yang menerima koneksi TCP. Time server harus memakai TCP.`;
    case "never-listens":
      return `${why.file}:${why.line} melakukan bind pada port, tetapi tidak ada listen. Server TCP memanggil listen setelah bind.`;
    case "no-main":
      return `${why.file}:${why.line} membuka port, tetapi tidak ada program yang menjalankannya: tidak ada main yang memakai file ini. Kumpulkan file yang berisi main juga.`;
    case "no-listener":
      return `Tidak ada file yang membuka port TCP dan melakukan listen: ${why.files.join(", ")}. ${NAME_IT}.`;
    case "notebook":
      return `${why.file} adalah notebook, yang tidak dapat dijalankan sebagai server. Kumpulkan kodenya sebagai file kode sumber.`;
    case "only-compiled":
      return `Hanya hasil kompilasi yang dikumpulkan, misalnya ${why.file}. Kumpulkan kode sumbernya.`;
    case "other-language":
      return `${why.file} ditulis dalam ${why.language}, yang belum punya aturan. Tuliskan perintahnya di grade.toml.`;
    case "no-source":
      return `Tidak ada file kode sumber: ${why.files.join(", ") || "tidak ada file"}. Kumpulkan kode sumbernya.`;
    case "missing-file":
      return `${why.file} seharusnya dijalankan, tetapi tidak ada dalam pengumpulan ini. ${NAME_IT}, untuk mahasiswa ini.`;
  }
}

function note(note: Note): string {
  switch (note.kind) {
    case "other-port":
      return `menyebut port ${note.ports.join(", ")}, bukan ${note.asked}`;
    case "starts":
      return `dijalankan oleh ${note.file}`;
    case "python-2":
      return `baris ${note.line} adalah Python 2`;
    case "makefile":
      return `${note.file} membuatnya sebagai ${note.target}`;
    case "http":
      return "server HTTP";
    case "set-aside":
      return `tidak dipakai: ${note.files.join(", ")}`;
    case "named-by":
      return `${note.file} menjalankan file ini`;
  }
}
