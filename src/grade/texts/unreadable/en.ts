/** Why a submission cannot be read, in English. */
import { type LimitPhrases, limitIn, type UnreadableTexts } from "./unreadable-texts.ts";

const LIMITS: LimitPhrases = {
  bytes: (amount) => `${amount} in all`,
  "bytes in a file": (amount) => `${amount} in one file`,
  "bytes in the class": (amount) => `${amount} in the whole class`,
  "bytes in a name": (amount) => `${amount} in the name of a file`,
  "bytes in a path": (amount) => `${amount} in the path of a file`,
  "files and folders": (amount) => `${amount} files and folders`,
  "files and folders in the class": (amount) => `${amount} files and folders in the whole class`,
  "folders below each other": (amount) => `${amount} folders inside each other`,
  "archives inside each other": (amount) => `${amount} archives inside each other`,
  "times its packed size": (amount) => `${amount} times its packed size`,
};

export const en: UnreadableTexts = {
  empty: () => ({
    what: "The submission is empty.",
    advice: "Hand in the source code of your server. Open the file that you hand in before you upload it.",
  }),
  "archive-kind": ({ file, kind }) => ({
    what: `${file} is a ${kind === "rar" ? "RAR" : "7z"} archive, which cannot be unpacked here.`,
    advice: "Pack the folder of your server as a ZIP file, and hand that in.",
  }),
  encrypted: ({ file }) => ({
    what: `${file} is protected by a password.`,
    advice: "Pack the files again without a password, and hand that in.",
  }),
  "broken-archive": ({ file, detail }) => ({
    what: `${file} cannot be unpacked: ${detail}.`,
    advice:
      "The file is damaged, or its upload was cut off. Pack the folder of your server again as a ZIP file, unpack that file on your own computer to test it, and hand it in.",
  }),
  escapes: ({ file, entry }) => ({
    what: `${file} has an entry or a link that leads out of its folder: ${entry}.`,
    advice: "Hand in only the folder of your server, without links to other places.",
  }),
  "too-large": ({ file, limit }) => ({
    what: `${file} is too large: the limit is ${limitIn(LIMITS, limit, "bytes")}.`,
    advice:
      "Hand in only the source code. Leave out videos, captures, node_modules, virtual environments and compiled files.",
  }),
  "no-code": ({ files }) => ({
    what: `The submission has no source code. It has only: ${files.join(", ")}.`,
    advice: "Hand in the source files of your server themselves, not a document, a screenshot or a link.",
  }),
};
