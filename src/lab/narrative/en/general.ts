/** English: titles, what a capture does not show, its extent, and the verdict. */
import type { Point, PointState, Session, SessionEnd } from "../../capture/facts.ts";
import { hasUnseen } from "../../judge/seen.ts";
import { clientOf, code, counted, endpoint, fewOf, listIn } from "../format.ts";
import type { Phrases } from "../phrases.ts";
import { s } from "./packets.ts";

const ENDS: Readonly<Record<SessionEnd, string>> = {
  "client-fin": "the client closed it first, with FIN",
  "server-fin": "the server closed it first, with FIN",
  "client-reset": "the client reset it, with RST",
  "server-reset": "the server reset it, with RST",
  open: "it was still open when the capture ended",
  unseen: "how it ended cannot be seen in this capture",
};

const VERDICTS: Readonly<Record<PointState, (point: Point) => string>> = {
  proven: (point) => `This capture therefore proves point ${point}.`,
  "not-proven": (point) => `This capture therefore does not prove point ${point}.`,
  unseen: (point) =>
    `This capture therefore shows nothing for or against point ${point}: another capture is needed to prove it.`,
};

function describe(session: Session): string {
  const { id, packets, beginsAt, endsAt, end } = session;
  const between = hasUnseen(session, "no-times") ? "" : ` between ${s(beginsAt)} and ${s(endsAt)}`;
  return `Session ${id}, from the client ${clientOf(session)}, has ${counted(packets.length, "packet", "packets")}${between}; ${ENDS[end]}.`;
}

export const GENERAL = {
  points: {
    "1.a": "Port 45000 is open over TCP",
    "1.b": "Several clients are served concurrently",
    "1.c.i": "A request begins with TIME and ends with characters 13 and 10",
    "1.c.ii": "QUIT followed by characters 13 and 10 ends the session",
    "1.d.i": "The reply is a UTF-8 string",
    "1.d.ii": "The reply begins with JAM, one space, then the time",
    "1.d.iii": "The time is hh:mm:ss, followed by characters 13 and 10",
  },
  needs: {
    "1.a":
      "This point needs one complete three-way handshake: a SYN from the client, a SYN-ACK from the server and an ACK from the client.",
    "1.b":
      "This point needs two sessions that were open at the same time at the same server, each with a reply while the other was still open.",
    "1.c.i":
      "This point needs a `TIME` request that ends with characters 13 and 10, and the reply with a time that the server gave to it.",
    "1.c.ii":
      "This point needs a `QUIT` that ends with characters 13 and 10, and within two seconds the close of the connection by the server.",
    "1.d.i": "This point needs the bytes of a reply with a time, which can be read as a UTF-8 string.",
    "1.d.ii":
      "This point needs a reply whose first four bytes are J, A, M and a space, directly followed by the time.",
    "1.d.iii":
      "This point needs a reply that contains, after its prefix, only a time in the form hh:mm:ss and then characters 13 and 10.",
  },
  missing: {
    "1.a": "This sequence is missing, so this capture alone does not show that the server opened the port.",
    "1.b": "Such a pair is missing, so concurrent service cannot be concluded from this capture.",
    "1.c.i":
      "Such a pair of request and reply is missing, so this capture does not show how the server serves a correct request.",
    "1.c.ii":
      "This sequence is missing, so this capture does not show that the server ends a session correctly.",
    "1.d.i":
      "Such a reply is missing, so there are no bytes to examine and this point cannot be judged from this capture.",
    "1.d.ii":
      "Such a reply is missing, so this capture does not show the prefix that the assignment asks for.",
    "1.d.iii":
      "Such a reply is missing, so this capture does not show the format that the assignment asks for.",
  },
  verdict: (point, state) => VERDICTS[state](point),
  scope: ({ captures, port, sessions, servers, clients }) => {
    const isOne = (name: string) => captures.filter(({ host }) => host === name).length === 1;
    const taken = captures.map(
      ({ host, file, packets }) =>
        `the capture ${code(isOne(host) ? host : file)} (${counted(packets, "packet", "packets")})`,
    );
    const read =
      taken.length === 0 ? "No capture was read" : `This analysis is based on ${listIn("en", taken)}`;
    const content =
      sessions.length === 0
        ? "there is no TCP session to analyse"
        : `there ${sessions.length === 1 ? "is" : "are"} ${counted(sessions.length, "TCP session", "TCP sessions")} from ${counted(clients.length, "client address", "client addresses")} to ${listIn("en", fewOf(servers.map(endpoint))[0])}`;
    return `${read}, filtered by \`tcp.port == ${port}\`: ${content}.`;
  },
  session: describe,
  verify: {
    states: { proven: "proven", "not-proven": "not proven", unseen: "cannot be seen in this capture" },
    shownBy: (sessions) => `shown by ${sessions}`,
    total: (proven, unseen, all) =>
      unseen === 0
        ? `${proven} of ${all} points proven.`
        : `${proven} of ${all} points proven; ${unseen} cannot be seen in this capture.`,
  },
} as const satisfies Partial<Phrases>;
