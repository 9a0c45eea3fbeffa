/** Phrases that only reports use, in every language; the texts of cases are in `en/` and `id/`. */
import type { Language } from "../../language.ts";

export interface Phrases {
  /** Above failing cases that one change fixes. */
  readonly oneChange: (cases: number) => string;
  readonly nothingCame: string;
  readonly bytesInAll: (bytes: number) => string;
  /** Of bytes that repeat what is shown. */
  readonly andSoOn: (bytes: number) => string;
  /** In place of lines of Python that the report already shows. */
  readonly sameLines: (id: string) => string;
  readonly moreEvents: (events: number) => string;
  /** What the two pictures of control characters mean. */
  readonly legend: string;
  /** The same by their names, as the pictures show them. */
  readonly namesLegend: string;
  readonly client: string;
  readonly server: string;
  readonly seconds: string;
  readonly command: string;
  /** What Gradescope shows of a `should` that failed. */
  readonly costsNothing: string;
  /** Under cases that the judge could not try. */
  readonly judgeFailed: string;
}

export const PHRASES: Readonly<Record<Language, Phrases>> = {
  en: {
    oneChange: (cases) => `${cases} cases, one cause: one change fixes them`,
    nothingCame: "nothing came",
    bytesInAll: (bytes) => `… ${bytes} bytes in all`,
    andSoOn: (bytes) => `… and so on, ${bytes} bytes in all`,
    sameLines: (id) => `The lines of Python under \`${id}\` fix this too.`,
    moreEvents: (events) => `… ${events} more`,
    legend: "␍ is CR, character 13 (0d); ␊ is LF, character 10 (0a)",
    namesLegend: "CR is character 13 (0d); LF is character 10 (0a)",
    client: "client",
    server: "server",
    seconds: "s",
    command: "Command",
    costsNothing: "A recommendation: it costs no points.",
    judgeFailed: "The judge could not try this; it is no result for the server.",
  },
  id: {
    oneChange: (cases) => `${cases} kasus, satu penyebab: satu perubahan memperbaikinya`,
    nothingCame: "tidak ada yang datang",
    bytesInAll: (bytes) => `… seluruhnya ${bytes} byte`,
    andSoOn: (bytes) => `… dan seterusnya, seluruhnya ${bytes} byte`,
    sameLines: (id) => `Baris-baris Python pada \`${id}\` memperbaiki ini juga.`,
    moreEvents: (events) => `… ${events} lagi`,
    legend: "␍ adalah CR, karakter 13 (0d); ␊ adalah LF, karakter 10 (0a)",
    namesLegend: "CR adalah karakter 13 (0d); LF adalah karakter 10 (0a)",
    client: "client",
    server: "server",
    seconds: "detik",
    command: "Perintah",
    costsNothing: "Ini anjuran: nilai tidak berkurang.",
    judgeFailed: "Penguji tidak dapat mencobanya; ini tidak mengatakan apa pun tentang server.",
  },
};
