/**
 * Invariant: the load generator's checker finds in a hostile server's bytes, cut anywhere, what it finds in the whole
 * of them: as many lines as line feeds, each correct or reported once, and never more replies than requests.
 */
import { Checker } from "../../../src/bench/checker.ts";
import { Conversation } from "../../../src/bench/conversation.ts";
import { toHex } from "../../../src/bench/errors.ts";
import { WallClock } from "../../../src/bench/wall-clock.ts";
import { type Choices, cut } from "../choices.ts";
import type { Target } from "../target.ts";

/** 2026-11-22 10:20:30 UTC. */
const NOW = Date.UTC(2026, 10, 22, 10, 20, 30);
const REPLIES = [
  ...[
    "JAM 10:20:30\r\n",
    "JAM 10:20:30\r\n",
    "JAM 10:20:30\r\n",
    "JAM 10:20:31\r\n",
    "JAM 10:20:29\r\n",
    "JAM 17:20:30\r\n",
  ],
  ...[
    "JAM 24:00:00\r\n",
    "JAM 10:60:00\r\n",
    "JAM 10:20:3:\r\n",
    "jam 10:20:30\r\n",
    "JAM 10:20:30\n",
    "JAM 10:20:30\r",
    "JAM 10:20:30\n\n",
  ],
  ...["ERROR x\r\n", "ERROR ", "\n", "\r\n", "\r", "J", ""],
];

function someReplies(choices: Choices): Buffer {
  const parts = choices.list(30, () => (choices.below(12) === 0 ? choices.latin1(90) : choices.of(REPLIES)));
  return Buffer.from(parts.join(""), "latin1");
}

function check(chunks: readonly Buffer[], asked: number) {
  const wall = new WallClock();
  wall.read(NOW, 0);
  const faults: string[] = [];
  const checker = new Checker(wall, 0, (kind, bytes, from, to) => {
    faults.push(`${kind} ${toHex(bytes, from, to)}`);
  });
  const conversation = new Conversation();
  conversation.outstanding = asked;
  let [lines, right] = [0, 0];
  for (const chunk of chunks) {
    checker.receive(chunk, conversation, 200);
    lines += checker.lines;
    right += checker.right;
  }
  const { outstanding, heldLength, lastSecond } = conversation;
  return { lines, right, faults, outstanding, heldLength, lastSecond, zone: checker.zoneOffsetSeconds };
}

export const bench: Target = {
  name: "bench",
  invariant:
    "the checker finds in a hostile server's bytes, cut anywhere, what it finds in the whole of them",
  cases: 10_000,
  run(choices) {
    const asked = choices.below(24);
    const stream = someReplies(choices);
    const whole = check([stream], asked);
    const pieces = check(cut(choices, stream), asked);
    if (JSON.stringify(whole) !== JSON.stringify(pieces))
      throw new Error(`${JSON.stringify(stream.toString("latin1"))}: ${JSON.stringify([whole, pieces])}`);
    const lines = stream.filter((byte) => byte === 10).length;
    if (whole.lines !== lines || whole.right + whole.faults.length !== lines)
      throw new Error(`${lines} lines came: ${JSON.stringify(whole)}`);
    if (whole.outstanding !== Math.max(0, asked - lines))
      throw new Error(`outstanding: ${whole.outstanding}`);
  },
};
