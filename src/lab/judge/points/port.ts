/** 1.a: the port is open over TCP. A handshake shows it, and so does whatever the server sends from the port. */
import type { Doubt, Failure, Session } from "../../capture/facts.ts";
import { doubtOf, type Evidence, failureOf, type Judgement, remarkOf } from "../judgement.ts";
import { hasUnseen } from "../seen.ts";

const ASSIGNED_PORT = 45_000;

export function judgePort({ port, sessions }: Evidence): Judgement {
  const shaken = sessions.filter(({ hasHandshake }) => hasHandshake);
  const answered = sessions.filter((session) => !session.hasHandshake && hasAnswer(session));
  const shown = [...shaken, ...answered];
  const failures: Failure[] = [];
  if (port !== ASSIGNED_PORT) failures.push(failureOf("wrong-port", sessions[0], String(port)));
  if (shown.length > 0) {
    const remarks = shaken.length === 0 ? answered.map((session) => remarkOf("no-handshake", session)) : [];
    return { shown: shown.map(({ id }) => id), failures, remarks };
  }
  return {
    shown: [],
    failures: [...failures, ...sessions.flatMap(whyClosed)],
    unseen: sessions.flatMap(whyUnseen),
  };
}

/** A SYN-ACK or bytes: nothing comes from a closed port but RST. */
function hasAnswer({ packets, segments, wasRefused, serverAt }: Session): boolean {
  if (wasRefused) return false;
  const isServers = ({ source }: Session["packets"][number]) =>
    serverAt.some(({ address, port }) => address === source.address && port === source.port);
  return (
    segments.some(({ from }) => from === "server") ||
    packets.some((packet) => packet.flags.ack && !packet.flags.rst && isServers(packet))
  );
}

/** The client would acknowledge an answer, had it got one. */
const isUnanswered = ({ packets }: Session) => packets.every(({ flags }) => flags.syn && !flags.ack);

function whyClosed(session: Session): readonly Failure[] {
  if (session.wasRefused) return [failureOf("refused", session)];
  return isUnanswered(session) ? [failureOf("syn-unanswered", session)] : [];
}

function whyUnseen(session: Session): readonly Doubt[] {
  if (session.wasRefused || isUnanswered(session)) return [];
  return [doubtOf(hasUnseen(session, "no-server-packets") ? "no-server-packets" : "begins-before", session)];
}
