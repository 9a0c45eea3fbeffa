/** English: 1.c. */
import { bytes, code, counted, listIn, numberIn, secondsIn } from "../format.ts";
import type { Phrases } from "../phrases.ts";

const s = (seconds: number) => `${secondsIn("en", seconds)} s`;
const n = (value: number | undefined) => numberIn("en", value);

const UNTRIED = {
  cut: "a request split into several segments",
  joined: "several requests in one segment",
  lf: "`TIME` followed by character 10 alone",
  cr: "`TIME` followed by character 13 alone",
  unterminated: "`TIME` without a line end",
};

export const REQUESTS = {
  request: ({ session, pair, requestedAt, repliedAt }) =>
    `In session ${session.id}, packet ${pair.segments.at(-1)} (at ${s(requestedAt)}) carries ${code(pair.request)}, in hexadecimal ${bytes(pair.requestHex)}: this string begins with TIME and ends with characters 13 (\`0d\`) and 10 (\`0a\`). The server replied ${code(pair.reply)} in packet ${pair.replyPacket} (at ${s(repliedAt)}), ${n(pair.replyMs)} milliseconds later.`,
  answered: ({ of, all }) =>
    of === all
      ? `Every \`TIME\` request that ends with characters 13 and 10 (${n(all)} in all) was answered with a time.`
      : `Of the ${n(all)} \`TIME\` requests that end with characters 13 and 10, ${n(of)} were answered with a time.`,
  cut: ({ session, pair }) =>
    `The request that was split in session ${session.id} (packets ${listIn("en", pair.segments.map(String))}) was served as one request, with a reply in packet ${pair.replyPacket}.`,
  joined: ({ session, pair }) =>
    `Packet ${pair.segments.at(-1)} of session ${session.id} carries more than one line, and ${code(pair.request)} in it was answered in packet ${pair.replyPacket}.`,
  illFormed: ({ session, pair }) =>
    pair.reply === undefined
      ? `To ${code(pair.request)} in packet ${pair.segments.at(-1)} of session ${session.id}, which has no complete line end, the server sent no reply.`
      : `To ${code(pair.request)} in packet ${pair.segments.at(-1)} of session ${session.id}, which has no complete line end, the server replied ${code(pair.reply)}, which is not a time.`,
  notTried: (kinds) =>
    `Not tried in this capture: ${listIn(
      "en",
      kinds.map((kind) => UNTRIED[kind]),
    )}.`,

  quit: ({ session, pair, requestedAt }, { packet, afterMs }) =>
    `In session ${session.id}, packet ${pair.segments.at(-1)} (at ${s(requestedAt)}) carries ${code(pair.request)}, in hexadecimal ${bytes(pair.requestHex)}, which is QUIT followed by characters 13 and 10. The server then closed its side of the connection with FIN in packet ${packet}, ${n(afterMs)} milliseconds after the QUIT.`,
  quitSilent: ({ id }, dataSegments) =>
    dataSegments === 0
      ? `After the QUIT the server sent no more data in session ${id}: the QUIT itself got no reply.`
      : `After the QUIT the server sent ${counted(dataSegments, "more data segment", "more data segments")} in session ${id} before it closed.`,
  quits: ({ of, all }) =>
    of === all
      ? `The server closed every session in which QUIT was sent (${n(all)} in all) with FIN.`
      : `Of the ${n(all)} sessions in which QUIT was sent, the server closed ${n(of)} with FIN.`,
} as const satisfies Partial<Phrases>;
