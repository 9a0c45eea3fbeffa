/** Wrong replies: one case each, since every other case takes what is time-like as an answer. */
import { earlyClock } from "../moment.ts";
import { replyAs } from "../reply.ts";
import type { ChangedServer } from "../rogue.ts";

/** Every reply begins with it. */
const UTF8_BYTE_ORDER_MARK = "\xef\xbb\xbf";

export const REPLY_ROGUES: readonly ChangedServer[] = [
  {
    id: "colon-prefix",
    description: "replies `JAM: ` and the time",
    fails: ["reply-prefix"],
    change: { reply: replyAs((clock) => `JAM: ${clock}\r\n`) },
  },
  {
    id: "two-spaces",
    description: "two spaces after JAM",
    fails: ["reply-prefix"],
    change: { reply: replyAs((clock) => `JAM  ${clock}\r\n`) },
  },
  {
    id: "no-space",
    description: "no space after JAM",
    fails: ["reply-prefix"],
    change: { reply: replyAs((clock) => `JAM${clock}\r\n`) },
  },
  {
    id: "no-jam",
    description: "replies the bare time",
    fails: ["reply-prefix"],
    change: { reply: replyAs((clock) => `${clock}\r\n`) },
  },
  {
    id: "time-prefix",
    description: "replies `TIME ` and the time",
    fails: ["reply-prefix"],
    change: { reply: replyAs((clock) => `TIME ${clock}\r\n`) },
  },
  {
    id: "date-in-reply",
    description: "the date stands before the time",
    fails: ["reply-format"],
    change: { reply: replyAs((clock) => `JAM 17-08-2045 ${clock}\r\n`) },
  },
  {
    id: "zone-in-reply",
    description: "the zone's name follows the time",
    fails: ["reply-format"],
    change: { reply: replyAs((clock) => `JAM ${clock} WIB\r\n`) },
  },
  {
    id: "fraction-in-reply",
    description: "microseconds follow the second",
    fails: ["reply-format"],
    change: { reply: replyAs((clock) => `JAM ${clock}.123456\r\n`) },
  },
  {
    id: "single-digit-hour",
    description: "no zero before an hour of one digit",
    fails: ["reply-format"],
    change: { clock: earlyClock, reply: replyAs((clock) => `JAM ${clock.replace(/^0/, "")}\r\n`) },
  },
  {
    id: "no-end",
    description: "no CR LF after the time",
    fails: ["reply-crlf"],
    change: { reply: replyAs((clock) => `JAM ${clock}`) },
  },
  {
    id: "lf-end",
    description: "LF alone after the time",
    fails: ["reply-crlf"],
    change: { reply: replyAs((clock) => `JAM ${clock}\n`) },
  },
  {
    id: "blank-line-end",
    description: "an empty line after the reply",
    fails: ["reply-crlf"],
    change: { reply: replyAs((clock) => `JAM ${clock}\r\n\r\n`) },
  },
  {
    id: "nul-end",
    description: "sends the NUL that ends a string of C",
    fails: ["reply-crlf"],
    change: { reply: replyAs((clock) => `JAM ${clock}\r\n\0`) },
  },
  {
    id: "byte-order-mark",
    description: "a byte-order mark before every reply",
    fails: ["reply-utf8"],
    change: { reply: replyAs((clock) => `${UTF8_BYTE_ORDER_MARK}JAM ${clock}\r\n`) },
  },
  {
    id: "latin-1",
    description: "a Latin-1 no-break space after JAM, which is not UTF-8",
    fails: ["reply-prefix", "reply-utf8"],
    change: { reply: replyAs((clock) => `JAM\xa0${clock}\r\n`) },
  },
];
