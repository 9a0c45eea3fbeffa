/** Phrases that only reports use, in every language; the texts of cases are in `en/` and `id/`. */
import type { Language } from "../../language.ts";

export interface Phrases {
  /** Above failing cases that one change fixes. */
  readonly oneChange: (cases: number) => string;
  readonly nothingCame: string;
  readonly bytesInAll: (bytes: string) => string;
  /** Of bytes that repeat what is shown. */
  readonly andSoOn: (bytes: string) => string;
  /** In place of lines of code that the report already shows. */
  readonly sameLines: (id: string, language: string) => string;
  /** Before what a programming language has to do with a fault. */
  readonly inCode: (language: string) => string;
  /** Where the report does not know the server's language. */
  readonly noCode: string;
  readonly moreEvents: (events: number) => string;
  /** What the two pictures of control characters mean. */
  readonly legend: string;
  /** The same by their names, as the pictures show them. */
  readonly namesLegend: string;
  readonly client: string;
  readonly server: string;
  readonly seconds: string;
  readonly command: string;
  readonly codeLanguage: string;
  /** What Gradescope shows of a `should` that failed. */
  readonly costsNothing: string;
  /** Of a check that could not be made. */
  readonly notGraded: string;
  readonly lastOutput: string;
  /** Under cases that the judge could not try. */
  readonly judgeFailed: string;
}

export const PHRASES: Readonly<Record<Language, Phrases>> = {
  en: {
    oneChange: (cases) => `${cases} cases, one cause: one change fixes them`,
    nothingCame: "nothing came",
    bytesInAll: (bytes) => `… ${bytes} bytes in all`,
    andSoOn: (bytes) => `… and so on, ${bytes} bytes in all`,
    sameLines: (id, language) => `The lines of ${language} under \`${id}\` fix this too.`,
    inCode: (language) => `In ${language}`,
    noCode:
      "Started by the check, with `jam check -- COMMAND`, the server gets lines of code in its own language here.",
    moreEvents: (events) => `… ${events} more`,
    legend: "␍ is CR, character 13 (0d); ␊ is LF, character 10 (0a)",
    namesLegend: "CR is character 13 (0d); LF is character 10 (0a)",
    client: "client",
    server: "server",
    seconds: "s",
    command: "Command",
    codeLanguage: "Language",
    costsNothing: "A recommendation: it costs no points.",
    notGraded: "Not graded",
    lastOutput: "The server's last output",
    judgeFailed: "The judge could not try this; it is no result for the server.",
  },
  id: {
    oneChange: (cases) => `${cases} kasus, satu penyebab: satu perubahan memperbaikinya`,
    nothingCame: "tidak ada yang datang",
    bytesInAll: (bytes) => `… seluruhnya ${bytes} byte`,
    andSoOn: (bytes) => `… dan seterusnya, seluruhnya ${bytes} byte`,
    sameLines: (id, language) => `Baris-baris ${language} pada \`${id}\` memperbaiki ini juga.`,
    inCode: (language) => `Dalam ${language}`,
    noCode:
      "Kalau server dijalankan lewat `jam check -- COMMAND`, di sini muncul baris-baris kode dalam bahasanya.",
    moreEvents: (events) => `… ${events} lagi`,
    legend: "␍ adalah CR, karakter 13 (0d); ␊ adalah LF, karakter 10 (0a)",
    namesLegend: "CR adalah karakter 13 (0d); LF adalah karakter 10 (0a)",
    client: "client",
    server: "server",
    seconds: "detik",
    command: "Perintah",
    codeLanguage: "Bahasa",
    costsNothing: "Ini anjuran: nilai tidak berkurang.",
    notGraded: "Tidak dinilai",
    lastOutput: "Keluaran terakhir server",
    judgeFailed: "Penguji tidak dapat mencobanya; ini tidak mengatakan apa pun tentang server.",
  },
};
