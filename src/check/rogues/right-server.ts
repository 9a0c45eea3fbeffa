/** The right server, as parts: it passes every case, and every rogue is this one with a change. */
import { EVERYONE } from "./door.ts";
import { lines } from "./framing.ts";
import { localClock } from "./moment.ts";
import { CLOSE, type Parts, send } from "./parts.ts";
import { rightReply } from "./reply.ts";
import { readExactly } from "./request.ts";

export const RIGHT_SERVER: Parts = {
  framing: lines(),
  read: readExactly,
  choose: (requests) => requests,
  answers: {
    time: (reply) => [{ act: "send", bytes: reply }],
    quit: () => [CLOSE],
    nothing: () => [],
    unknown: () => [send("ERROR what is that\r\n")],
    "too-long": () => [send("ERROR too long\r\n"), CLOSE],
    fatal: () => [],
  },
  pace: (actions) => actions,
  clock: localClock,
  reply: rightReply,
  end: { forgets: false, actions: [CLOSE] },
  door: EVERYONE,
};

/** The right answers, some of them changed. */
export function answering(change: Partial<Parts["answers"]>): Pick<Parts, "answers"> {
  return { answers: { ...RIGHT_SERVER.answers, ...change } };
}
