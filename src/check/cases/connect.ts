/** 1.a and the first reply: what the first connection ever made shows. */

import { escapeBytes } from "../../text/escape.ts";
import type { FirstReplyCase } from "../case.ts";
import { fail, type Outcome, PASS } from "../outcome.ts";
import type { FirstReply } from "../probe/first-reply.ts";
import { isTimeLike } from "../probe/replies.ts";
import { judgeEnd, judgeFormat, judgePrefix, judgeUtf8 } from "../probe/reply-form.ts";
import { TIME } from "./shell.ts";

const FORM = {
  level: "must",
  profile: "basic",
  prerequisites: ["time-reply"],
  inCompany: "never",
} as const;

export const FIRST_REPLY_CASES = [
  {
    ...FORM,
    id: "connect",
    clause: "1.a",
    prerequisites: [],
    judge: ({ connected }) => (connected === "yes" ? PASS : fail(connected)),
    replay: "timeout 2 bash -c 'exec 3<>/dev/tcp/HOST/PORT' && echo accepted",
    fix: "listen",
    prevalence: { fails: 0, tried: 111 },
  },
  {
    ...FORM,
    id: "time-reply",
    clause: "1.c.i",
    prerequisites: ["connect"],
    judge: judgeReply,
    replay: TIME,
    fix: "lines",
    prevalence: { fails: 7, tried: 111 },
  },
  {
    ...FORM,
    id: "reply-prefix",
    clause: "1.d.ii",
    judge: ({ text }) => judgePrefix(text),
    replay: TIME,
    fix: "reply",
    prevalence: { fails: 7, tried: 104 },
  },
  {
    ...FORM,
    id: "reply-format",
    clause: "1.d.iii",
    judge: ({ text }) => judgeFormat(text),
    replay: TIME,
    fix: "reply",
    prevalence: { fails: 8, tried: 104 },
  },
  {
    ...FORM,
    id: "reply-crlf",
    clause: "1.d.iii",
    judge: ({ text }) => judgeEnd(text),
    replay: `${TIME} | od -c`,
    fix: "reply",
    prevalence: { fails: 3, tried: 104 },
  },
  {
    ...FORM,
    id: "reply-utf8",
    clause: "1.d.i",
    judge: ({ text }) => judgeUtf8(text),
    replay: `${TIME} | od -c`,
    fix: "reply",
    prevalence: { fails: 0, tried: 104 },
  },
] as const satisfies readonly FirstReplyCase[];

function judgeReply({ text, ending }: FirstReply): Outcome {
  if (isTimeLike(text)) return PASS;
  if (text !== "") return fail("no-time", { text: escapeBytes(text) });
  if (ending !== undefined) return fail(ending === "reset" ? "reset-early" : "closed-early");
  return fail("silent");
}
