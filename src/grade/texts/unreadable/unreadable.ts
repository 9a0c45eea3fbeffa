/** Why a submission cannot be read, and what the student can do, in each language. */
import type { Language } from "../../../language.ts";
import type { Unreadable } from "../../submission.ts";
import { en } from "./en.ts";
import { id } from "./id.ts";
import type { UnreadableText, UnreadableTexts } from "./unreadable-texts.ts";

const TEXTS: Readonly<Record<Language, UnreadableTexts>> = { en, id };

/** Plain text: names of files are visible, but not escaped for HTML. */
export function unreadableText(fault: Unreadable, language: Language): UnreadableText {
  const texts = TEXTS[language];
  switch (fault.why) {
    case "empty":
      return texts.empty(fault);
    case "archive-kind":
      return texts["archive-kind"](fault);
    case "encrypted":
      return texts.encrypted(fault);
    case "broken-archive":
      return texts["broken-archive"](fault);
    case "escapes":
      return texts.escapes(fault);
    case "too-large":
      return texts["too-large"](fault);
    case "no-code":
      return texts["no-code"](fault);
  }
}
