/** English: why a capture does not prove a point, and what is remarked on, one sentence each. */
import { formatOffset } from "../../capture/utc-offsets.ts";
import { bytes, code, counted } from "../format.ts";
import type { Phrases } from "../phrases.ts";
import { duration } from "./packets.ts";

const where = (session: string | undefined) =>
  session === undefined ? "this capture" : `session ${session}`;
const also = (others: number) =>
  others === 0 ? "" : `; the same happened in ${counted(others, "other session", "other sessions")}`;
const got = (detail: string | undefined) => (detail === undefined ? "no reply" : `reply: ${code(detail)}`);

export const FAILURES = {
  "no-sessions": (_failure, { port }) =>
    `This capture contains no TCP session to port ${port}, so there is nothing to analyse.`,
  "syn-unanswered": ({ session }) =>
    `The SYN of ${where(session)} got no answer: nothing that the server sent was captured, and the client acknowledged nothing.`,
  refused: ({ session }) =>
    `The SYN of ${where(session)} was answered with RST, so the connection was refused.`,
  "wrong-port": ({ detail }) =>
    `The server's port in this capture is ${detail}, but the assignment asks for port 45000.`,
  "one-session": () => "This capture contains one session only, and concurrent service needs two.",
  "no-overlap": () => "No two sessions were open at the same time at the same server.",
  "overlap-unserved": ({ session, detail }) =>
    `Sessions ${detail} and ${session} were open at the same time, but they were not both served during that time.`,
  "no-crlf-request": () => "This capture contains no `TIME` request that ends with characters 13 and 10.",
  "lf-instead-of-crlf": ({ session, detail }) =>
    `The request in ${where(session)} is ${code(detail)}, which ends with character 10 alone, without character 13.`,
  "cut-not-answered": ({ session, detail }) =>
    `A request split into several segments in ${where(session)} was not served as one request (${got(detail)}).`,
  "joined-not-answered": ({ session, detail }) =>
    `Several requests arrived in one segment in ${where(session)}, and not all of them were answered with a time (${got(detail)}).`,
  "no-reply": ({ session, detail, others }) =>
    detail === undefined
      ? `A request in ${where(session)} arrived at the server and got no reply${also(others)}.`
      : `A request in ${where(session)} was answered with ${code(detail)}, which is not a time${also(others)}.`,
  "no-replies": () => "This capture contains no reply with a time.",
  "no-quit": () => "This capture contains no `QUIT` that ends with characters 13 and 10.",
  "quit-not-closed": ({ session, detail, others }, { sessions }) => {
    const [seconds, until] = (detail ?? "").split(" ");
    const quit = sessions.find(({ id }) => id === session)?.requests.find(({ kind }) => kind === "quit");
    const joined = quit?.sharesSegment ? ", which arrived in one segment with another request," : "";
    const end = until === "client" ? "until the client closed it" : "until the capture ended";
    return `After the \`QUIT\` in ${where(session)}${joined} the server did not close the connection for ${duration(Number(seconds))}, ${end}, although it had received the \`QUIT\`${also(others)}.`;
  },
  "quit-closed-late": ({ session, detail, others }) =>
    `In ${where(session)} the server closed the connection ${duration(Number(detail))} after the \`QUIT\`, so it was not the \`QUIT\` that ended the session${also(others)}.`,
  "closed-before-quit": ({ session, others }) =>
    `In ${where(session)} the server had closed the connection before it could receive the \`QUIT\`, so it was not the \`QUIT\` that ended the session${also(others)}.`,
  "quit-answered": ({ session, detail }) =>
    `The \`QUIT\` in ${where(session)} was answered with a time, ${code(detail)}, but it should have ended the session.`,
  "not-utf8": ({ session, detail }) =>
    `A reply in ${where(session)} is not valid UTF-8; its bytes are ${bytes(detail)}.`,
  "wrong-prefix": ({ session, detail }) =>
    detail?.startsWith("JAM ") && !detail.startsWith("JAM  ")
      ? `The reply ${code(detail)} in ${where(session)} begins with JAM and one space, but what follows is not a time in the form h:m:s.`
      : `The reply ${code(detail)} in ${where(session)} does not begin with JAM, one space and then the time.`,
  "date-in-reply": ({ session, detail }) =>
    `The reply ${code(detail)} in ${where(session)} holds a date, but the assignment asks for the time alone.`,
  "wrong-format": ({ session, detail }) =>
    `The time in the reply ${code(detail)} in ${where(session)} does not have the form hh:mm:ss.`,
  "no-crlf-end": ({ session, detail }) =>
    `A reply in ${where(session)} does not end with exactly one pair of characters 13 and 10; its last two bytes are ${code(detail)}.`,
  "wrong-clock": ({ session, detail, others }) => {
    const [seconds, zone] = (detail ?? "").split(" ");
    const side = Number(seconds) < 0 ? "slow" : "fast";
    return `The time in a reply in ${where(session)} is off by ${duration(Number(seconds))} from ${formatOffset(Number(zone))}, the nearest time zone: the server's clock is that much too ${side}, or the clock of the capture is wrong${also(others)}.`;
  },
} as const satisfies Phrases["failures"];

export const REMARKS = {
  "no-handshake": ({ session, others }) =>
    `The port was open, because the server sent from it; the three-way handshake of ${where(session)}${others === 0 ? "" : " and of the other sessions"} is missing from this capture.`,
  "one-client": ({ detail }) => `All sessions come from one client address, ${detail}.`,
  "lf-was-served": ({ session, detail }) =>
    `In ${where(session)} the server also served a \`TIME\` that ends with character 10 alone, and replied ${code(detail)}; the assignment does not ask for that, and does not forbid it.`,
  "unterminated-was-served": ({ session, detail }) =>
    `In ${where(session)} the server served ${code(detail)} before both characters 13 and 10 had arrived; the assignment does not ask for that.`,
  "closed-by-reset": ({ session, others }) =>
    `After the \`QUIT\` in ${where(session)}, the server closed the connection with RST, not with FIN: the session ended, but the client may see an error${also(others)}.`,
  "unasked-reply": ({ session, detail }) =>
    `In ${where(session)} the server sent ${code(detail)}, for which there was no request.`,
  "clock-unseen": () =>
    "Whether the time is right cannot be seen in this capture, because it has no time stamps; the form of the time can.",
} as const satisfies Phrases["remarks"];
