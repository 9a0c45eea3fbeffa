/** Right replies that show a wrong time. */
import { connectionClock, frozenClock, jumpingClock, wrongClock } from "../moment.ts";
import type { ChangedServer } from "../rogue.ts";

const MINUTE = 60;

export const CLOCK_ROGUES: readonly ChangedServer[] = [
  {
    id: "frozen-clock",
    description: "the time was read once, at the start",
    fails: ["reply-clock", "repeat-clock"],
    change: { clock: frozenClock },
  },
  {
    id: "clock-of-connection",
    description: "the time was read when the client connected",
    fails: ["repeat-clock"],
    change: { clock: connectionClock },
  },
  {
    id: "hour-and-seven",
    description: "an hour and seven minutes ahead, which is no zone",
    fails: ["reply-clock"],
    change: { clock: wrongClock(67 * MINUTE) },
  },
  {
    id: "five-seconds-behind",
    description: "five seconds slow",
    fails: ["reply-clock"],
    change: { clock: wrongClock(-5) },
  },
  {
    id: "jumping-zone",
    description: "another zone on every connection",
    fails: ["reply-clock"],
    change: { clock: jumpingClock },
  },
];
