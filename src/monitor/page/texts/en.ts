/** The page in English, put together from one file for each theme. */

import { NOTES } from "./en/notes.ts";
import { PROBLEMS } from "./en/problems.ts";
import { REASONS } from "./en/reasons.ts";
import { SENTENCES } from "./en/sentences.ts";
import { WORDS } from "./en/words.ts";
import type { Texts } from "./texts.ts";

export const EN = {
  words: WORDS,
  units: { day: "d", hour: "h", minute: "min", second: "s", millisecond: "ms" },
  states: { open: "open", stalled: "not reading", closing: "closing", ended: "ended" },
  sentences: SENTENCES,
  reasons: REASONS,
  problems: PROBLEMS,
  notes: NOTES,
} as const satisfies Texts;
