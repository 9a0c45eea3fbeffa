/** English: why a capture does not prove a point, one sentence a reason. */
import { ignoredQuits, type SessionRequest } from "../../judge/points/requests.ts";
import { bytes, code, counted, numberIn } from "../format.ts";
import type { Phrases } from "../phrases.ts";

const where = (session: string | undefined) =>
  session === undefined ? "this capture" : `session ${session}`;

export const FAILURES = {
  "no-sessions": (_failure, { port }) =>
    `This capture contains no TCP session to port ${port}, so there is nothing to analyse.`,
  "no-handshake": ({ session }) =>
    `The three-way handshake of ${where(session)} is incomplete: SYN, SYN-ACK and ACK were not all recorded.`,
  refused: ({ session }) =>
    `The SYN of ${where(session)} was answered with RST, so the connection was refused.`,
  "wrong-port": ({ detail }) =>
    `The server's port in this capture is ${detail}, but the assignment asks for port 45000.`,
  "one-client": ({ detail }) => `All sessions come from one host, ${detail}.`,
  "no-overlap": () => "No two sessions were open at the same time at the same server.",
  "overlap-unserved": ({ session, detail }) =>
    `Sessions ${detail} and ${session} were open at the same time, but they were not both served during that time.`,
  "no-crlf-request": () => "This capture contains no `TIME` request that ends with characters 13 and 10.",
  "lf-instead-of-crlf": ({ session, detail }) =>
    `The request in ${where(session)} is ${code(detail)}, which ends with character 10 alone, without character 13.`,
  "lf-was-served": ({ session, detail }) =>
    `In ${where(session)} the server served a \`TIME\` that ends with character 10 alone, and replied ${code(detail)}.`,
  "unterminated-was-served": ({ session, detail }) =>
    `In ${where(session)} the server served ${code(detail)} before both characters 13 and 10 had arrived.`,
  "cut-not-answered": ({ session, detail }) =>
    `A request split into several segments in ${where(session)} was not served as one request (${got(detail)}).`,
  "joined-not-answered": ({ session, detail }) =>
    `Several requests arrived in one segment in ${where(session)}, and not all of them were answered with a time (${got(detail)}).`,
  "no-quit": () => "This capture contains no `QUIT` that ends with characters 13 and 10.",
  "quit-not-closed": ({ session, detail }, { sessions }) =>
    detail === undefined
      ? `After the \`QUIT\` in ${where(session)}, there is no FIN from the server before the capture ends.`
      : ignoredQuit(session, Number(detail), ignoredQuits(sessions)),
  "quit-answered": ({ session, detail }) =>
    `The \`QUIT\` in ${where(session)} was answered with a time, ${code(detail)}, but it should have ended the session.`,
  "closed-by-reset": ({ session }) =>
    `After the \`QUIT\` in ${where(session)}, the server reset the connection with RST instead of closing it with FIN.`,
  "client-closed-first": ({ session }) =>
    `In ${where(session)} the client closed the connection before the server, so this capture does not show whether the server closes after \`QUIT\`.`,
  "no-reply": ({ session, detail }) =>
    detail === undefined
      ? `No reply with a time was recorded for a request in ${where(session)}.`
      : `A request in ${where(session)} was answered with ${code(detail)}, which is not a time.`,
  "not-utf8": ({ session, detail }) =>
    `A reply in ${where(session)} is not valid UTF-8; its bytes are ${bytes(detail)}.`,
  "wrong-prefix": ({ session, detail }) =>
    detail?.startsWith("JAM ") && !detail.startsWith("JAM  ")
      ? `The reply ${code(detail)} in ${where(session)} begins with JAM and one space, but what follows is not a time in the form h:m:s.`
      : `The reply ${code(detail)} in ${where(session)} does not begin with JAM, one space and then the time.`,
  "date-in-reply": ({ session, detail }) =>
    `The reply ${code(detail)} in ${where(session)} contains a date, but the assignment asks for the time alone.`,
  "wrong-format": ({ session, detail }) =>
    `The time in the reply ${code(detail)} in ${where(session)} does not have the form hh:mm:ss.`,
  "no-crlf-end": ({ session, detail }) =>
    `A reply in ${where(session)} does not end with exactly one pair of characters 13 and 10; its last two bytes are ${code(detail)}.`,
  "wrong-clock": ({ session, detail }) =>
    `The time in a reply in ${where(session)} differs from the time of its packet by ${numberIn("en", Number(detail))} seconds.`,
} as const satisfies Phrases["failures"];

function ignoredQuit(session: string | undefined, seconds: number, all: readonly SessionRequest[]): string {
  const isJoined = all.some((one) => one.session.id === session && one.pair.sharesSegment);
  const others = all.length - 1;
  const joined = isJoined ? ", which arrived in one segment with another request," : "";
  const more =
    others > 0 ? `; the same happened in ${counted(others, "other session", "other sessions")}` : "";
  return `After the \`QUIT\` in ${where(session)}${joined} the server did not close the connection before the client did, although it had received the \`QUIT\` and sent no data during the last ${numberIn("en", seconds)} seconds${more}.`;
}

const got = (detail: string | undefined) => (detail === undefined ? "no reply" : `reply: ${code(detail)}`);
