/** English: titles, what a capture lacks, its extent, and the verdict. */
import type { Session, SessionEnd } from "../../capture/facts.ts";
import { clientOf, code, counted, endpoint, listIn, secondsIn } from "../format.ts";
import type { Phrases } from "../phrases.ts";

const ENDS: Readonly<Record<SessionEnd, string>> = {
  "client-fin": "the client closed it first, with FIN",
  "server-fin": "the server closed it first, with FIN",
  "client-reset": "the client cut it with RST",
  "server-reset": "the server cut it with RST",
  open: "it was not closed before the capture ended",
};

function describe(session: Session): string {
  const { id, packets, beginsAt, endsAt, end } = session;
  const [from, to] = [beginsAt, endsAt].map((at) => secondsIn("en", at));
  return `Session ${id}, of the client ${clientOf(session)}, consists of ${counted(packets.length, "packet", "packets")} between second ${from} and second ${to}; ${ENDS[end]}.`;
}

export const GENERAL = {
  clauses: {
    "1.a": "Opening port 45000 with TCP",
    "1.b": "Serving requests concurrently",
    "1.c": "The requests that are served",
    "1.d": "The server's reply",
  },
  points: {
    "1.a": "Port 45000 is open over TCP",
    "1.b": "Several clients are served at once",
    "1.c.i": "A request begins with TIME and ends with characters 13 and 10",
    "1.c.ii": "QUIT, ended with characters 13 and 10, ends the session",
    "1.d.i": "The reply is a string in UTF-8",
    "1.d.ii": "The reply begins with JAM, one space, then the time",
    "1.d.iii": "The time is hh:mm:ss, ended with characters 13 and 10",
  },
  absent: {
    "1.a":
      "What is looked for here is one whole three-way handshake, that is a SYN from the client, a SYN-ACK from the server and an ACK from the client; that sequence is missing, so from this capture alone it cannot be said that the server opened the port.",
    "1.b":
      "What is looked for here is two sessions that were open at the same time at the same server, each of them with a reply while the other had not been closed; such a pair is missing, so concurrent service cannot be concluded from this capture.",
    "1.c.i":
      "What is looked for here is a `TIME` request that is complete with characters 13 and 10, and the reply with a time that the server gave it; such a pair of request and reply is missing, so how the server serves a right request cannot be judged from this capture.",
    "1.c.ii":
      "What is looked for here is a `QUIT` that is complete with characters 13 and 10, and then a FIN that the server sent first; that sequence is missing, so from this capture it cannot be said that the server ends a session as it should.",
    "1.d.i":
      "What is looked for here is the bytes of a reply with a time that can be read as a string in UTF-8; such a reply is missing, so there are no bytes to be examined and this point cannot be judged from this capture.",
    "1.d.ii":
      "What is looked for here is a reply whose first four bytes are J, A, M and a space, with the time right behind them; such a reply is missing, so the beginning that the assignment asks for is not seen and this point is not shown by this capture.",
    "1.d.iii":
      "What is looked for here is a reply that holds, behind its beginning, nothing but a time in the form hh:mm:ss and then characters 13 and 10 as its end; such a reply is missing, so the form that the assignment asks for is not shown by this capture.",
  },
  verdict: (point, isProven) =>
    isProven
      ? `Point ${point} is therefore proven by this capture.`
      : `Point ${point} is therefore not proven by this capture.`,
  scope: ({ captures, port, sessions, servers, clients }) => {
    const taken = captures.map(
      ({ host, packets }) => `the capture ${code(host)} with ${counted(packets, "packet", "packets")}`,
    );
    const read = taken.length === 0 ? "No capture was read" : `This reading rests on ${listIn("en", taken)}`;
    const held =
      sessions.length === 0
        ? "there is no TCP session in it"
        : `it holds ${counted(sessions.length, "TCP session", "TCP sessions")} from ${counted(clients.length, "client address", "client addresses")} to ${listIn("en", servers.map(endpoint))}`;
    return `${read}, under the filter \`tcp.port == ${port}\`; ${held}.`;
  },
  session: describe,
} as const satisfies Partial<Phrases>;
