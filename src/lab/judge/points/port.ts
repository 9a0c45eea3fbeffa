/** 1.a: the port is open over TCP. A whole handshake on port 45000 shows it. */
import type { Session } from "../../capture/facts.ts";
import { type Evidence, type Failure, failureOf, type Judgement } from "../points.ts";

const ASSIGNED_PORT = 45_000;

export function judgePort({ port, sessions }: Evidence): Judgement {
  const shaken = sessions.filter(({ hasHandshake }) => hasHandshake);
  const short: Failure[] = [];
  if (port !== ASSIGNED_PORT) short.push(failureOf("wrong-port", sessions[0], String(port)));
  if (shaken.length === 0) short.push(...whyNone(sessions));
  return { shown: shaken.map(({ id }) => id), short };
}

function whyNone(sessions: readonly Session[]): readonly Failure[] {
  const refused = sessions.find(({ wasRefused }) => wasRefused);
  const unshaken = sessions.find(({ wasRefused }) => !wasRefused);
  return [
    ...(refused ? [failureOf("refused", refused)] : []),
    ...(unshaken ? [failureOf("no-handshake", unshaken)] : []),
  ];
}
