/** The gallery: every wrong server that the judge has to catch, and every odd one that it has to let pass. */
import { ANSWER_ROGUES } from "./gallery/answers.ts";
import { CLOCK_ROGUES } from "./gallery/clocks.ts";
import { CROWD_ROGUES } from "./gallery/crowds.ts";
import { DEATH_ROGUES } from "./gallery/deaths.ts";
import { QUIT_ROGUES } from "./gallery/quits.ts";
import { REPLY_ROGUES } from "./gallery/replies.ts";
import { REQUEST_ROGUES } from "./gallery/requests.ts";
import { RIGHT_ONES } from "./gallery/right.ts";
import { SEGMENT_ROGUES } from "./gallery/segments.ts";
import type { ChangedServer, Rogue } from "./rogue.ts";

const CHANGED: readonly ChangedServer[] = [
  ...RIGHT_ONES,
  ...REPLY_ROGUES,
  ...CLOCK_ROGUES,
  ...ANSWER_ROGUES,
  ...QUIT_ROGUES,
  ...SEGMENT_ROGUES,
  ...REQUEST_ROGUES,
  ...CROWD_ROGUES,
  ...DEATH_ROGUES,
];

export const ROGUES: readonly Rogue[] = [
  {
    kind: "program",
    id: "thread-per-connection",
    description: "right: a thread a connection, in Python",
    fails: [],
    file: "thread-per-connection.py",
  },
  ...CHANGED.map((rogue) => ({ kind: "changed", ...rogue }) as const),
  { kind: "absent", id: "not-listening", description: "nothing listens on its port", fails: ["connect"] },
  {
    kind: "program",
    id: "full-backlog",
    description: "listens and never accepts, and its backlog is full",
    fails: ["connect"],
    file: "full-backlog.py",
  },
];
