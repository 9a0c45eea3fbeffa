/** What is to be known of the files before anything that is read in them: damage, truncation, missing times, clocks. Pure. */
import type { ClockRelation, Note, Session } from "../capture/facts.ts";
import type { Capture } from "../capture/packet.ts";

export function notesOf(
  captures: readonly Capture[],
  clocks: readonly ClockRelation[],
  sessions: readonly Session[],
): readonly Note[] {
  // Of packets that were truncated within their headers it is not known whose they are.
  const isEmpty = captures.every(
    ({ packets, snapLength }) => packets.length === 0 && snapLength === undefined,
  );
  return [
    ...captures.flatMap(notesOn),
    ...seenAgain(captures, sessions),
    ...(isEmpty ? captures.map(insteadIn) : []),
    ...(isEmpty || sessions.some(isAnswered) ? [] : captures.flatMap(besideIn)),
    ...clocks.map((relation): Note => ({ kind: "clocks", relation })),
  ];
}

function notesOn({ file, damage, packets, hasTimes, snapLength }: Capture): readonly Note[] {
  return [
    ...(damage === undefined ? [] : [{ kind: "damaged", file, why: damage } as const]),
    ...(snapLength === undefined ? [] : [{ kind: "truncated", file, at: snapLength } as const]),
    ...(hasTimes || packets.length === 0 ? [] : [{ kind: "no-times", file } as const]),
  ];
}

function seenAgain(captures: readonly Capture[], sessions: readonly Session[]): readonly Note[] {
  const counts = new Map<string, number>();
  for (const { packets } of sessions) {
    for (const packet of packets) {
      if (packet.others.length === 0) continue;
      const files = [packet.file, ...packet.others.map(({ file }) => file)];
      for (const [index, file] of files.entries()) {
        if (files.indexOf(file) < index) counts.set(file, (counts.get(file) ?? 0) + 1);
      }
    }
  }
  return captures.flatMap(({ file, packets: { length: of } }): readonly Note[] => {
    const packets = counts.get(file);
    return packets === undefined ? [] : [{ kind: "seen-again", file, packets, of }];
  });
}

const isAnswered = ({ requests, unasked }: Session) =>
  unasked.length > 0 || requests.some(({ reply }) => reply !== undefined);

function besideIn({ file, otherPorts }: Capture): readonly Note[] {
  const other = otherPorts.find(({ isTimeServer }) => isTimeServer);
  return other ? [{ kind: "also-port", file, port: other.port }] : [];
}

/** What the file holds instead of packets of the port: the wrong port or the wrong interface shows there. */
function insteadIn({ file, frames, otherPorts }: Capture): Note {
  const [other] = otherPorts;
  if (frames === 0) return { kind: "empty", file };
  if (other) return { kind: "other-port", file, port: other.port, isTimeServer: other.isTimeServer };
  return { kind: "other-traffic", file, frames };
}
