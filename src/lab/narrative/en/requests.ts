/** English: 1.c. */
import { bytes, code, counted, listIn, numberIn, secondsIn } from "../format.ts";
import type { Phrases } from "../phrases.ts";

const s = (seconds: number) => secondsIn("en", seconds);
const n = (value: number | undefined) => numberIn("en", value);

const UNTRIED = {
  cut: "a request that is cut into several segments",
  joined: "several requests in one segment",
  lf: "`TIME` with character 10 alone",
  cr: "`TIME` with character 13 alone",
  unterminated: "`TIME` without an end",
};

export const REQUESTS = {
  request: ({ session, exchange, askedAt, repliedAt }) =>
    `In session ${session.id}, packet ${exchange.segments.at(-1)} (second ${s(askedAt)}) carries ${code(exchange.request)}, in hexadecimal ${bytes(exchange.requestHex)}: this string begins with TIME and ends with characters 13 (\`0d\`) and 10 (\`0a\`). The server answered ${code(exchange.reply)} in packet ${exchange.replyPacket} (second ${s(repliedAt)}), ${n(exchange.replyMs)} milliseconds later.`,
  answered: ({ of, all }) =>
    of === all
      ? `Every \`TIME\` request that ends with characters 13 and 10, ${n(all)} in all, was answered with a time.`
      : `Answered with a time: ${n(of)} of the \`TIME\` requests that end with characters 13 and 10 (${n(all)} in all).`,
  cut: ({ session, exchange }) =>
    `The request that was cut in session ${session.id} (packets ${listIn("en", exchange.segments.map(String))}) was served all the same as one request, with a reply in packet ${exchange.replyPacket}.`,
  joined: ({ session, exchange }) =>
    `Packet ${exchange.segments.at(-1)} of session ${session.id} holds more than one line at once, and ${code(exchange.request)} in it was answered in packet ${exchange.replyPacket}.`,
  illFormed: ({ session, exchange }) =>
    exchange.reply === undefined
      ? `For ${code(exchange.request)} in packet ${exchange.segments.at(-1)} of session ${session.id}, whose end is not complete, the server sent nothing.`
      : `For ${code(exchange.request)} in packet ${exchange.segments.at(-1)} of session ${session.id}, whose end is not complete, the server gave no time but ${code(exchange.reply)}.`,
  notTried: (kinds) =>
    `Missing in this capture: ${listIn(
      "en",
      kinds.map((kind) => UNTRIED[kind]),
    )}.`,

  quit: ({ session, exchange, askedAt }, { packet, afterMs }) =>
    `In session ${session.id}, packet ${exchange.segments.at(-1)} (second ${s(askedAt)}) carries ${code(exchange.request)}, in hexadecimal ${bytes(exchange.requestHex)}, which is QUIT with characters 13 and 10. The server then closed the connection from its side with FIN in packet ${packet}, ${n(afterMs)} milliseconds after that QUIT.`,
  quitSilent: ({ id }, dataSegments) =>
    dataSegments === 0
      ? `After the QUIT the server sent no more data in session ${id}: the QUIT itself was answered with nothing.`
      : `After the QUIT the server still sent ${counted(dataSegments, "data segment", "data segments")} in session ${id} before it closed.`,
  quits: ({ of, all }) =>
    of === all
      ? `Every session in which QUIT was sent, ${n(all)} in all, was closed by the server with FIN.`
      : `Seen to be closed by the server with FIN: ${n(of)} of the sessions in which QUIT was sent (${n(all)} in all).`,
} as const satisfies Partial<Phrases>;
