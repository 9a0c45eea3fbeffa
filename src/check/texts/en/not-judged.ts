/** English: why nothing was judged. */
import type { NotJudged, PortInUse } from "../../not-judged.ts";

export function notJudged(facts: NotJudged): string {
  switch (facts.why) {
    case "port-in-use":
      return `${inUse(facts)} Stop it, or choose another port with --port.`;
    case "cannot-start":
      return `${facts.program} cannot be started: ${facts.code}. Is it spelled right, and installed?`;
    case "did-not-listen":
      return `COMMAND did not listen within ${facts.seconds} s. If it needs longer, set --start-timeout.`;
    case "exited":
      return facts.code === null
        ? `COMMAND was ended by ${facts.signal} before it listened.`
        : `COMMAND exited with ${facts.code} before it listened.`;
    case "went-to-background":
      return `COMMAND went to the background, and its processes did not listen within ${facts.seconds} s.`;
    case "judge-failed":
      return `The judge could not connect: ${facts.message} (${facts.code}).`;
  }
}

export function waitingForPort(facts: PortInUse, seconds: number): string {
  return `${inUse(facts)} Waiting at most ${seconds} s until it is free.`;
}

function inUse({ port, program, pid, local, remote, state }: PortInUse): string {
  const who = program === undefined ? undefined : `${program} (process ${pid})`;
  if (local === undefined)
    return `Port ${port} is in use${who === undefined ? "." : `: ${who} listens on it.`}`;
  const pair = `the connection from ${local} to ${remote} (${state})`;
  return `Port ${port} is in use by ${pair}${who === undefined ? "." : ` of ${who}.`}`;
}
