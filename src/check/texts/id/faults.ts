/** Indonesian: what happened in a try, one sentence a fault. */
import type { Parameters } from "../../outcome.ts";
import { numberIn, textIn } from "../parameter.ts";
import type { Texts } from "../texts.ts";

const number = (parameters: Parameters, name: string) => numberIn("id", parameters, name);

/** `Seharusnya ada 2 respons berisi jam, tetapi yang datang 1.` */
function count(parameters: Parameters): string {
  const expected = number(parameters, "expected");
  const got = number(parameters, "got");
  const came = got === "0" ? "tidak satu pun datang" : `yang datang ${got}`;
  return `Seharusnya ada ${expected} respons berisi jam, tetapi ${came}.`;
}

function unserved(parameters: Parameters): string {
  const got = number(parameters, "got");
  const expected = number(parameters, "expected");
  if (expected === "1") return "Client yang lain tidak mendapat jam.";
  return got === "0"
    ? `Dari ${expected} koneksi, tidak satu pun mendapat jam.`
    : `Dari ${expected} koneksi, hanya ${got} yang mendapat jam.`;
}

export const FAULTS = {
  refused: () => "Koneksi ditolak: tidak ada yang mendengarkan di port ini.",
  "other-port": (parameters) =>
    `Server menerima koneksi di port ${textIn(parameters, "got")}, bukan di port ${textIn(parameters, "expected")}.`,
  "not-accepted": () => "Koneksi tidak diterima sampai batas waktu.",
  silent: () => "Server diam saja: tidak ada yang datang sampai batas waktu.",
  blank: (parameters) => `Yang datang hanya spasi atau baris kosong: \`${textIn(parameters, "text")}\`.`,
  "no-time": ({ text }) =>
    `Server menjawab, tetapi tidak ada \`hh:mm:ss\` di dalamnya${text === undefined ? "." : `: \`${text}\`.`}`,
  "closed-early": () => "Server menutup koneksi (FIN) sebelum menjawab.",
  "reset-early": () => "Server me-reset koneksi (RST) sebelum menjawab.",
  "too-few": count,
  "too-many": count,
  "something-else": (parameters) =>
    `Jumlah responsnya benar, tetapi di sampingnya datang pula: \`${textIn(parameters, "extra")}\`.`,
  served: () => "Server mengirim jam, padahal di sini jam tidak boleh dikirim.",
  "not-closed": () => "Server membiarkan koneksi terbuka, padahal seharusnya ditutup.",
  closed: () => "Server menutup koneksi, padahal seharusnya tetap terbuka.",
  talked: (parameters) => `Sebelum menutup koneksi, server mengirim \`${textIn(parameters, "text")}\`.`,
  "some-unserved": unserved,
  "not-served-after": () => "Koneksi baru yang dibuat untuk menguji tidak mendapat jam.",
  "wrong-prefix": (parameters) =>
    parameters["prefix"] === ""
      ? "Tidak ada apa-apa di depan jam; `JAM` dan satu spasi tidak ditulis."
      : `Di depan jam tertulis \`${textIn(parameters, "prefix")}\`, bukan \`JAM\` dan satu spasi.`,
  "wrong-format": (parameters) =>
    parameters["text"] === ""
      ? "Tidak ada jam di tempat yang seharusnya berisi `hh:mm:ss`."
      : `Di tempat yang seharusnya berisi \`hh:mm:ss\` tertulis \`${textIn(parameters, "text")}\`.`,
  "wrong-end": (parameters) =>
    parameters["end"] === ""
      ? "Tidak ada akhir baris di belakang jam; `\\r\\n` tidak dikirim."
      : `Respons berakhir dengan \`${textIn(parameters, "end")}\`, bukan dengan satu \`\\r\\n\`.`,
  "more-after-end": (parameters) =>
    `Setelah respons berakhir, masih ada yang datang: \`${textIn(parameters, "extra")}\`.`,
  "not-utf8": ({ text }) =>
    `Byte-byte respons bukan UTF-8 yang sah${text === undefined ? "." : `: \`${text}\`.`}`,
  "byte-order-mark": () => "Respons diawali dengan byte-order mark (`ef bb bf`).",
  "wrong-time": (parameters) =>
    `Server menunjukkan ${textIn(parameters, "shown")} ketika saat itu pukul ${textIn(parameters, "expected")} ` +
    "UTC, dan tidak ada zona waktu yang membuat keduanya sama.",
  "clock-stands": (parameters) =>
    `Server menunjukkan ${textIn(parameters, "first")}, lalu ${number(parameters, "seconds")} detik kemudian ` +
    `${textIn(parameters, "second")}.`,
  "zone-changes": (parameters) =>
    `Server menunjukkan ${textIn(parameters, "first")}, lalu ${textIn(parameters, "second")}: ` +
    "keduanya jam dari zona waktu yang berbeda.",
  "took-everything": (parameters) =>
    `Terhadap ${number(parameters, "bytes")} byte dalam satu baris, server tidak menjawab dan tidak menutup koneksi.`,
  spins: (parameters) =>
    `Tanpa satu client pun, server memakai ${number(parameters, "percent")} % satu core selama satu detik.`,
  died: () => "Proses server berakhir saat kasus ini berlangsung.",
} as const satisfies Texts["faults"];
