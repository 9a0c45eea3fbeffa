/** English: 1.d. */
import { bytes, code, numberIn, secondsIn, sizeOf } from "../format.ts";
import type { Phrases } from "../phrases.ts";

const n = (value: number | undefined) => numberIn("en", value);

const REQUIREMENT = {
  "1.d.i": "be a valid UTF-8 string",
  "1.d.ii": "begin with JAM, one space, then the time",
  "1.d.iii":
    "contain a time hh:mm:ss that agrees with the time of its packet, and end with characters 13 and 10",
};

export const REPLIES = {
  reply: ({ session, pair, repliedAt }) =>
    `The reply in packet ${pair.replyPacket} of session ${session.id} (at ${secondsIn("en", repliedAt)} s) is ${code(pair.reply)}, which is ${n(sizeOf(pair.replyHex))} bytes long, in hexadecimal ${bytes(pair.replyHex)}.`,
  utf8: (_located, isAscii) =>
    isAscii
      ? "Every byte of it is below 128, so it means the same in ASCII and in UTF-8 and can be read as a string without error."
      : "It contains bytes of 128 and above, which together form valid UTF-8 characters, so it can be read as a string.",
  prefix: ({ pair }) =>
    `Its first four bytes, ${bytes(pair.replyHex?.slice(0, 8))}, are the letters J, A, M and one space (character 32). The fifth byte, ${bytes(pair.replyHex?.slice(8, 10))}, is the first digit of the time, so there is no other character between the prefix and the time.`,
  time: ({ pair }, packet) => {
    const utc = packet && new Date(packet.time * 1000).toISOString().slice(11, 19);
    return `The eight bytes after the space, ${bytes(pair.replyHex?.slice(8, 24))}, form ${code(pair.reply?.slice(4, 12))}: two digits for the hour, two for the minute and two for the second, separated by colons. The last two bytes, ${bytes(pair.replyHex?.slice(-4))}, are characters 13 and 10. The packet was recorded at ${code(utc)} UTC; apart from the time zone, the time shown differs from that by ${n(pair.clockDifference)} seconds.`;
  },
  replies: (point, { of, all }) =>
    of === all
      ? `A reply must ${REQUIREMENT[point]}; every reply in this capture meets this (${n(all)} in all).`
      : `A reply must ${REQUIREMENT[point]}; ${n(of)} of the ${n(all)} replies in this capture meet this.`,
} as const satisfies Partial<Phrases>;
