/** English: 1.d. */
import { bytes, code, numberIn, secondsIn, sizeOf } from "../format.ts";
import type { Phrases } from "../phrases.ts";

const n = (value: number | undefined) => numberIn("en", value);

const WHAT = {
  "1.d.i": "a valid string in UTF-8",
  "1.d.ii": "one that begins with JAM, one space, then the time",
  "1.d.iii": "a time hh:mm:ss that agrees with its packet's and ends with characters 13 and 10",
};

export const REPLIES = {
  reply: ({ session, exchange, repliedAt }) =>
    `The reply in packet ${exchange.replyPacket} of session ${session.id} (second ${secondsIn("en", repliedAt)}) is ${code(exchange.reply)}, ${n(sizeOf(exchange.replyHex))} bytes long, which in hexadecimal reads ${bytes(exchange.replyHex)}.`,
  utf8: (_placed, isAscii) =>
    isAscii
      ? "Every byte of it is below 128, so it means the same in ASCII and in UTF-8 and can be read as a string without error."
      : "It holds bytes of 128 and above, but together they form valid UTF-8 characters, so it can be read as a string.",
  prefix: ({ exchange }) =>
    `Its first four bytes, ${bytes(exchange.replyHex?.slice(0, 8))}, are the letters J, A, M and one space (character 32); the fifth byte, ${bytes(exchange.replyHex?.slice(8, 10))}, is already the first digit of the time, so no other character stands between the beginning and the time.`,
  time: ({ exchange }, packet) => {
    const utc = packet && new Date(packet.time * 1000).toISOString().slice(11, 19);
    return `The eight bytes behind the space, ${bytes(exchange.replyHex?.slice(8, 24))}, form ${code(exchange.reply?.slice(4, 12))}: two digits of the hour, two of the minute and two of the second, with colons between them. The last two bytes, ${bytes(exchange.replyHex?.slice(-4))}, are characters 13 and 10. The packet itself was recorded at ${code(utc)} UTC, and the time shown lies ${n(exchange.clockDifference)} seconds from that once its time zone is allowed for.`;
  },
  replies: (point, { of, all }) =>
    of === all
      ? `Each reply of this capture, ${n(all)} in all, is ${WHAT[point]}.`
      : `Of the replies of this capture (${n(all)} in all), those that are ${WHAT[point]} number ${n(of)}.`,
} as const satisfies Partial<Phrases>;
