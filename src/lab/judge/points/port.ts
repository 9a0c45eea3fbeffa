/** 1.a: the port is open over TCP. A complete handshake on port 45000 shows it. */
import type { Failure, Session } from "../../capture/facts.ts";
import { type Evidence, failureOf, type Judgement } from "../judgement.ts";

const ASSIGNED_PORT = 45_000;

export function judgePort({ port, sessions }: Evidence): Judgement {
  const shaken = sessions.filter(({ hasHandshake }) => hasHandshake);
  const failures: Failure[] = [];
  if (port !== ASSIGNED_PORT) failures.push(failureOf("wrong-port", sessions[0], String(port)));
  if (shaken.length === 0) failures.push(...whyNone(sessions));
  return { shown: shaken.map(({ id }) => id), failures };
}

function whyNone(sessions: readonly Session[]): readonly Failure[] {
  const refused = sessions.find(({ wasRefused }) => wasRefused);
  const unshaken = sessions.find(({ wasRefused }) => !wasRefused);
  return [
    ...(refused ? [failureOf("refused", refused)] : []),
    ...(unshaken ? [failureOf("no-handshake", unshaken)] : []),
  ];
}
