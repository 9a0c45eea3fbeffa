/** English: 1.d. */
import { bytes, code, counted, sizeOf } from "../format.ts";
import type { Phrases } from "../phrases.ts";
import { n, packetAt } from "./packets.ts";

const REQUIREMENT = {
  "1.d.i": { all: "line of the server", must: "be a valid UTF-8 string", one: "is", several: "are" },
  "1.d.ii": {
    ...{ all: "reply with the time", must: "begin with JAM, one space, then the time" },
    ...{ one: "does", several: "do" },
  },
  "1.d.iii": {
    ...{ all: "reply with the time", must: "contain a time hh:mm:ss, and end with characters 13 and 10" },
    ...{ one: "does", several: "do" },
  },
};

/** Whole seconds ahead of the packet's. */
const difference = (seconds: number) =>
  seconds === 0
    ? "agrees with that"
    : `is ${counted(Math.abs(seconds), "second", "seconds")} ${seconds > 0 ? "ahead of" : "behind"} that`;

export const REPLIES = {
  reply: ({ reply: { session, shown, hex }, packet }) =>
    `The reply in ${packetAt(packet)}, in session ${session.id}, is ${code(shown)}, which is ${counted(sizeOf(hex), "byte", "bytes")} long, in hexadecimal ${bytes(hex)}.`,
  utf8: (isAscii) =>
    isAscii
      ? "Every byte of it is below 128, so it means the same in ASCII and in UTF-8 and can be read as a string without error."
      : "It contains bytes of 128 and above, which together form valid UTF-8 characters, so it can be read as a string.",
  prefix: ({ reply: { hex } }) =>
    `Its first four bytes, ${bytes(hex.slice(0, 8))}, are the letters J, A, M and one space (character 32). The fifth byte, ${bytes(hex.slice(8, 10))}, is the first digit of the time, so there is no other character between the prefix and the time.`,
  time: ({ reply: { hex, shown, clockDifference } }, utc) => {
    const form = `The eight bytes after the space, ${bytes(hex.slice(8, 24))}, form ${code(shown.slice(4, 12))}: two digits for the hour, two for the minute and two for the second, separated by colons. The last two bytes, ${bytes(hex.slice(-4))}, are characters 13 and 10.`;
    return utc === undefined || clockDifference === undefined
      ? form
      : `${form} The packet was recorded at ${code(utc)} UTC; apart from the time zone, the time shown ${difference(clockDifference)}.`;
  },
  replies: (point, { of, all, unseen }) => {
    const { all: each, must, one, several } = REQUIREMENT[point];
    const part = of === 0 ? "none" : n(of);
    const seen =
      of === all
        ? `every one in this capture ${one} (${n(all)} in all).`
        : `${part} of the ${n(all)} in this capture ${of <= 1 ? one : several}.`;
    const more = unseen === 0 ? "" : ` Another ${n(unseen)} cannot be read in it.`;
    return `Each ${each} must ${must}; ${seen}${more}`;
  },
} as const satisfies Partial<Phrases>;
