/** English: why a capture does not prove a point, one sentence a shortcoming. */
import { type Asked, ignoredQuits } from "../../judge/points/requests.ts";
import { bytes, code, counted, numberIn } from "../format.ts";
import type { Phrases } from "../phrases.ts";

const where = (session: string | undefined) =>
  session === undefined ? "this capture" : `session ${session}`;

export const SHORTCOMINGS = {
  "no-sessions": (_short, { port }) =>
    `This capture holds not one TCP session to port ${port}, so there is nothing to be read from it.`,
  "no-handshake": ({ session }) =>
    `The three-way handshake of ${where(session)} is not seen whole: SYN, SYN-ACK and ACK were not all three recorded.`,
  refused: ({ session }) =>
    `The SYN of ${where(session)} was answered with RST, so the connection was refused.`,
  "wrong-port": ({ detail }) =>
    `The port that is seen is ${detail}, while the assignment asks for port 45000.`,
  "one-client": ({ detail }) => `All sessions come from one host only, which is ${detail}.`,
  "no-overlap": () => "No two sessions were open at the same time at the same server.",
  "overlap-unserved": ({ session, detail }) =>
    `Sessions ${detail} and ${session} were open at the same time, but they were not both served while the other was still open.`,
  "no-crlf-request": () => "This capture holds no `TIME` request that ends with characters 13 and 10.",
  "lf-instead-of-crlf": ({ session, detail }) =>
    `What was sent in ${where(session)} is ${code(detail)}, ended with character 10 alone and without character 13.`,
  "lf-was-served": ({ session, detail }) =>
    `In ${where(session)} the server did serve a \`TIME\` that ends with character 10 alone, with the reply ${code(detail)}.`,
  "unterminated-was-served": ({ session, detail }) =>
    `In ${where(session)} the server served ${code(detail)} before characters 13 and 10 had both arrived.`,
  "cut-not-answered": ({ session, detail }) =>
    `A request that was cut into several segments in ${where(session)} was not served as the one request that it is (${got(detail)}).`,
  "joined-not-answered": ({ session, detail }) =>
    `Several requests were joined in one segment in ${where(session)}, and not all of them were answered with a time (${got(detail)}).`,
  "no-quit": () => "This capture holds no `QUIT` that ends with characters 13 and 10.",
  "quit-not-closed": ({ session, detail }, { sessions }) =>
    detail === undefined
      ? `After the \`QUIT\` of ${where(session)}, no FIN from the server is seen until the capture ends.`
      : unheeded(session, Number(detail), ignoredQuits(sessions)),
  "quit-answered": ({ session, detail }) =>
    `The \`QUIT\` of ${where(session)} was answered with a time, ${code(detail)}, where it should have ended the session.`,
  "closed-by-reset": ({ session }) =>
    `After the \`QUIT\` of ${where(session)}, the server cut the connection with RST and did not close it with FIN.`,
  "client-closed-first": ({ session }) =>
    `In ${where(session)} the client had closed before the server did, so it is not seen whether the server closes because of \`QUIT\`.`,
  "no-reply": ({ session, detail }) =>
    detail === undefined
      ? `No reply with a time was recorded for a request in ${where(session)}.`
      : `A request in ${where(session)} was not answered with a time, but with ${code(detail)}.`,
  "not-utf8": ({ session, detail }) =>
    `A reply in ${where(session)} is no valid UTF-8; its bytes are ${bytes(detail)}.`,
  "wrong-prefix": ({ session, detail }) =>
    detail?.startsWith("JAM ") && !detail.startsWith("JAM  ")
      ? `The reply ${code(detail)} in ${where(session)} does begin with JAM and one space, but what stands right behind them is not a time in the form h:m:s.`
      : `The reply ${code(detail)} in ${where(session)} does not begin with JAM, one space, and then the time.`,
  "date-in-reply": ({ session, detail }) =>
    `The reply ${code(detail)} in ${where(session)} holds a date, while the assignment asks for the time alone.`,
  "wrong-format": ({ session, detail }) =>
    `The content of the reply ${code(detail)} in ${where(session)} has not the form hh:mm:ss.`,
  "no-crlf-end": ({ session, detail }) =>
    `A reply in ${where(session)} does not end with exactly one pair of characters 13 and 10; its last two bytes are ${code(detail)}.`,
  "wrong-clock": ({ session, detail }) =>
    `The time in a reply of ${where(session)} is ${numberIn("en", Number(detail))} seconds away from the time of its own packet.`,
} as const satisfies Phrases["shortcomings"];

function unheeded(session: string | undefined, seconds: number, all: readonly Asked[]): string {
  const isJoined = all.some((one) => one.session.id === session && one.exchange.sharesSegment);
  const others = all.length - 1;
  const joined = isJoined ? ", which came in one segment with another request," : "";
  const more =
    others > 0 ? `; the same is so in ${counted(others, "further session", "further sessions")}` : "";
  return `After the \`QUIT\` of ${where(session)}${joined} the server had not closed when the client did, though it had the \`QUIT\` and sent no data for the last ${numberIn("en", seconds)} seconds before that${more}.`;
}

const got = (detail: string | undefined) => (detail === undefined ? "no reply" : `reply: ${code(detail)}`);
