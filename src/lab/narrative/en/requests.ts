/** English: 1.c. */
import { bytes, code, counted, listIn } from "../format.ts";
import type { Count, Phrases } from "../phrases.ts";
import { duration, n, packet, packetAt } from "./packets.ts";

const UNTRIED = {
  cut: "a request split into several segments",
  joined: "several requests in one segment",
  lf: "`TIME` followed by character 10 alone",
  cr: "`TIME` followed by character 13 alone",
  unterminated: "`TIME` without a line end",
};

const more = ({ unseen }: Count) =>
  unseen === 0 ? "" : ` Of ${n(unseen)} more it cannot be seen in this capture.`;

export const REQUESTS = {
  request: ({ session, pair, request, reply }) => {
    const later = pair.replyMs === undefined ? "" : `, ${duration(pair.replyMs / 1000)} later`;
    return `In session ${session.id}, ${packetAt(request)} carries ${code(pair.request)}, in hexadecimal ${bytes(pair.requestHex)}: this string begins with TIME and ends with characters 13 (\`0d\`) and 10 (\`0a\`). The server replied ${code(pair.reply)}${reply ? ` in ${packetAt(reply)}` : ""}${later}.`;
  },
  answered: (count) =>
    (count.of === count.all
      ? `Every \`TIME\` request in this capture that ends with characters 13 and 10 (${n(count.all)} in all) was answered with a time.`
      : `Of the ${n(count.all)} \`TIME\` requests in this capture that end with characters 13 and 10, ${count.of === 0 ? "none" : n(count.of)} ${count.of <= 1 ? "was" : "were"} answered with a time.`) +
    more(count),
  cut: ({ session, pair, request: { file }, reply }) =>
    `The request that was split in session ${session.id} (packets ${listIn("en", pair.segments.map(String))}${file === undefined ? "" : ` of ${file}`}) was served as one request${reply ? `, with a reply in ${packet(reply)}` : ""}.`,
  joined: ({ session, pair, request, reply }) =>
    `In session ${session.id}, ${packet(request)} carries more than one line, and ${code(pair.request)} in it was answered${reply ? ` in ${packet(reply)}` : ""}.`,
  illFormed: ({ session, pair, request }) =>
    pair.reply === undefined
      ? `To ${code(pair.request)} in ${packet(request)} of session ${session.id}, which has no complete line end, no reply was captured.`
      : `To ${code(pair.request)} in ${packet(request)} of session ${session.id}, which has no complete line end, the server replied ${code(pair.reply)}, which is not a time.`,
  notTried: (kinds) =>
    `Not tried in this capture: ${listIn(
      "en",
      kinds.map((kind) => UNTRIED[kind]),
    )}.`,

  quit: ({ session, pair, request }, { packet: closing, isReset, afterMs }) =>
    `In session ${session.id}, ${packetAt(request)} carries ${code(pair.request)}, in hexadecimal ${bytes(pair.requestHex)}, which is QUIT followed by characters 13 and 10. The server then closed the connection with ${isReset ? "RST" : "FIN"} in ${packet(closing)}, ${afterMs === undefined ? "within two seconds" : `${duration(afterMs / 1000)} after the QUIT`}.`,
  quitSilent: ({ id }, dataSegments) =>
    dataSegments === 0
      ? `After the QUIT the server sent no more data in session ${id}: the QUIT itself got no reply.`
      : `After the QUIT the server sent ${counted(dataSegments, "more data segment", "more data segments")} in session ${id} before it closed.`,
  quits: (count) =>
    (count.of === count.all
      ? `The server closed every session in which QUIT was sent (${n(count.all)} in all) within two seconds.`
      : `Of the ${n(count.all)} sessions in which QUIT was sent, the server closed ${count.of === 0 ? "none" : n(count.of)} within two seconds.`) +
    more(count),
} as const satisfies Partial<Phrases>;
