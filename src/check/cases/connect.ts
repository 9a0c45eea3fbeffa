/** 1.a and the first reply: what the first connection ever made shows. */

import { escapeBytes } from "../../text/escape.ts";
import { type Case, fail, type Outcome, PASS } from "../case.ts";
import type { FirstReply } from "../probe/first-reply.ts";
import { isTimeLike } from "../probe/replies.ts";
import { judgeEnd, judgeFormat, judgePrefix, judgeUtf8 } from "../probe/reply-form.ts";

/** A case that is judged by the first connection, and opens none of its own. */
export interface FirstReplyCase extends Omit<Case, "run"> {
  judge(first: FirstReply): Outcome;
}

const FORM = {
  level: "must",
  profile: "basic",
  standsOn: ["time-reply"],
  isQuiet: false,
} as const;

export const FIRST_REPLY_CASES: readonly FirstReplyCase[] = [
  {
    ...FORM,
    id: "connect",
    clause: "1.a",
    standsOn: [],
    judge: ({ connected }) => (connected === "yes" ? PASS : fail(connected)),
  },
  { ...FORM, id: "time-reply", clause: "1.c.i", standsOn: ["connect"], judge: judgeReply },
  { ...FORM, id: "reply-prefix", clause: "1.d.ii", judge: ({ text }) => judgePrefix(text) },
  { ...FORM, id: "reply-format", clause: "1.d.iii", judge: ({ text }) => judgeFormat(text) },
  { ...FORM, id: "reply-crlf", clause: "1.d.iii", judge: ({ text }) => judgeEnd(text) },
  { ...FORM, id: "reply-utf8", clause: "1.d.i", judge: ({ text }) => judgeUtf8(text) },
];

function judgeReply({ text, ending }: FirstReply): Outcome {
  if (isTimeLike(text)) return PASS;
  if (text !== "") return fail("no-time", { text: escapeBytes(text) });
  if (ending !== undefined) return fail(ending === "reset" ? "reset-early" : "closed-early");
  return fail("silent");
}
