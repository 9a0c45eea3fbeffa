/** The page in Indonesian, put together from one file for each theme. */

import { NOTES } from "./id/notes.ts";
import { PROBLEMS } from "./id/problems.ts";
import { REASONS } from "./id/reasons.ts";
import { SENTENCES } from "./id/sentences.ts";
import { WORDS } from "./id/words.ts";
import type { Texts } from "./texts.ts";

export const ID = {
  words: WORDS,
  units: { day: "hr", hour: "jam", minute: "mnt", second: "dtk", millisecond: "ms" },
  states: { open: "terbuka", stalled: "tidak membaca", closing: "menutup", ended: "selesai" },
  sentences: SENTENCES,
  reasons: REASONS,
  problems: PROBLEMS,
  notes: NOTES,
} as const satisfies Texts;
