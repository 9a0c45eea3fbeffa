/** The attackers, in their own process: prints a line when all are connected, attacks until its input ends, prints its counts. */
import { Crowd, type Manner } from "./crowd.ts";
import { dripping, greedy, longWinded, resetting, silent, turning } from "./manners.ts";

/** Passed as JSON in the argument. */
export interface Attack {
  readonly port: number;
  readonly silent: number;
  readonly dripping: number;
  readonly greedy: number;
  readonly turning: number;
  readonly longWinded: number;
  readonly resetsASecond: number;
}

/** The last line. */
export interface Attacked {
  readonly kinds: readonly {
    readonly name: string;
    readonly dialed: number;
    readonly notDialed: number;
    /** By the server. */
    readonly closed: number;
    readonly wrong: readonly string[];
  }[];
}

const RESET_MS = 20;

async function attack(plan: Attack): Promise<void> {
  const crowdOf = (manner: Manner) => new Crowd(manner, plan.port);
  const [still, slow, flooding, turned] = [silent, dripping, greedy, turning].map(crowdOf) as [
    Crowd,
    Crowd,
    Crowd,
    Crowd,
  ];
  const [long, breaking] = [longWinded, resetting].map(crowdOf) as [Crowd, Crowd];
  const crowds = [still, slow, flooding, turned, long, breaking];
  await still.grow(plan.silent);
  await slow.grow(plan.dripping);
  await flooding.grow(plan.greedy);
  await turned.grow(plan.turning);
  console.log(JSON.stringify({ event: "ready" }));

  await long.grow(plan.longWinded);
  const ticking = setInterval(() => {
    for (const crowd of crowds) crowd.tick();
  }, 1_000);
  const startedAt = performance.now();
  const resetting_ = setInterval(() => {
    const due = ((performance.now() - startedAt) / 1000) * plan.resetsASecond;
    for (let left = due - breaking.dialed - breaking.notDialed; left > 0; left--) void breakOff(breaking);
  }, RESET_MS);

  for await (const _ of Bun.stdin.stream());
  clearInterval(ticking);
  clearInterval(resetting_);
  await Promise.all(crowds.map((crowd) => crowd.leave()));
  const kinds = crowds.map(({ manner, dialed, notDialed, closed, wrong }) => {
    return { name: manner.name, dialed, notDialed, closed, wrong: wrong.slice(0, 3) };
  });
  console.log(JSON.stringify({ event: "done", kinds }));
  process.exit(0);
}

async function breakOff(crowd: Crowd): Promise<void> {
  const socket = await crowd.dial();
  if (socket === undefined) return;
  crowd.forget(socket);
  socket.write("TIME\r\nTI");
  socket.terminate();
}

await attack(JSON.parse(process.argv[2] ?? "{}") as Attack);
