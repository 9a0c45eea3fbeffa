/** Restarts under load: no reply is cut, and no request that was read goes unanswered. DRAIN_RESTARTS sets how many. */
import { expect, test } from "bun:test";
import { type DrainFacts, drainUnderLoad } from "../support/drain-load.ts";

const RESTARTS = Number(process.env["DRAIN_RESTARTS"] ?? 20);
const AT_ONCE = 4;

test(
  `over ${RESTARTS} restarts under load no reply is cut and no request that was read goes unanswered`,
  async () => {
    const all: DrainFacts[] = [];
    const restart = async () => {
      while (begun++ < RESTARTS) all.push(await drainUnderLoad());
    };
    let begun = 0;
    await Promise.all(Array.from({ length: AT_ONCE }, restart));
    const sum = (pick: (facts: DrainFacts) => number) => all.reduce((total, facts) => total + pick(facts), 0);
    const slowest = Math.max(...all.map(({ milliseconds }) => milliseconds));
    console.log(
      `${RESTARTS} restarts, ${sum(({ connections }) => connections)} connections, ${sum(({ replies }) => replies)} replies; ` +
        `reset in the kernel's queue: ${sum(({ queued }) => queued)} connections; slowest stop ${Math.round(slowest)} ms`,
    );
    expect({
      cut: sum(({ cut }) => cut),
      unanswered: sum(({ unanswered }) => unanswered),
      reset: sum(({ reset }) => reset),
      exits: [...new Set(all.map(({ exit }) => exit))],
    }).toEqual({ cut: 0, unanswered: 0, reset: 0, exits: [0] });
  },
  30_000 + RESTARTS * 5_000,
);
