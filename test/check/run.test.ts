/** A whole check against small servers made for the purpose: order, second tries, prerequisites, and death. */
import { expect, test } from "bun:test";
import type { Socket } from "node:net";
import { PROFILES, type ProbeCase } from "../../src/check/case.ts";
import { fail, JudgeError, PASS } from "../../src/check/outcome.ts";
import { choose, plan } from "../../src/check/plan.ts";
import type { CpuTimes } from "../../src/check/probe/cpu-share.ts";
import type { CaseResult } from "../../src/check/result.ts";
import { run } from "../../src/check/run.ts";
import { Life } from "../../src/check/turns/life.ts";
import { freePort, onLines, reply, type SmallServer, serveRight, smallServer } from "./small-server.ts";

interface Options {
  readonly cpuTimes?: () => CpuTimes;
  readonly timeScale?: number;
  readonly jobs?: number;
  readonly planned?: ReturnType<typeof plan>;
  readonly onResult?: (result: CaseResult) => void;
  readonly hasExited?: () => Promise<boolean>;
  readonly revive?: () => Promise<boolean>;
}

/** Over loopback 0.6 s for a reply and 0.2 s of silence are plenty. */
const TIME_SCALE = 0.3;

async function judge(port: number, chosen: readonly string[], options: Options = {}) {
  const settled: CaseResult[] = [];
  const made = await run({
    plan: options.planned ?? plan(chosen),
    surroundings: {
      address: { ip: "127.0.0.1", port },
      timeScale: options.timeScale ?? TIME_SCALE,
      cpuTimes: options.cpuTimes,
    },
    jobs: options.jobs ?? 8,
    hasExited: options.hasExited ?? (async () => false),
    revive: options.revive ?? (async () => false),
    onResult(result) {
      settled.push(result);
      options.onResult?.(result);
    },
  });
  expect(settled).toEqual([...made.results.values()]);
  const verdicts = Object.fromEntries(settled.map(({ id, verdict }) => [id, verdict]));
  const of = (id: string) => {
    const result = made.results.get(id);
    if (result === undefined) throw new Error(`${id} was not tried`);
    return result;
  };
  return { ...made, verdicts, of };
}

/** The right server, but for what `also` takes from it. */
function almostRight(also: (line: string, socket: Socket, server: SmallServer) => boolean) {
  return smallServer((socket, _, server) => serveRight(socket, (line) => also(line, socket, server)));
}

/** Ids of the cases that a glob names. */
function named(glob: string): readonly string[] {
  return choose({ profiles: PROFILES, only: [glob], skip: [] });
}

test.concurrent("a case that fails once and then passes is a flaky pass, shown with the failed try", async () => {
  let asked = 0;
  await using server = await almostRight((line, socket) => {
    if (line !== "time" || asked++ > 0) return false;
    return socket.write(reply());
  });
  const { of, verdicts } = await judge(server.address.port, ["lowercase", "repeat"], { timeScale: 0.2 });
  expect(verdicts).toEqual({ connect: "pass", "time-reply": "pass", repeat: "pass", lowercase: "pass" });
  expect(of("lowercase")).toMatchObject({ isFlaky: true, verdict: "pass" });
  expect(of("lowercase").trace.map(({ kind }) => kind)).toContain("received");
  expect(of("repeat").isFlaky).toBe(false);
  expect(asked).toBe(2);
});

test.concurrent("a case that fails twice is a fail, and was tried no third time", async () => {
  let asked = 0;
  await using server = await almostRight((line, socket) => {
    if (line !== "time") return false;
    asked++;
    return socket.write(reply());
  });
  const { of } = await judge(server.address.port, ["lowercase"]);
  expect(of("lowercase")).toMatchObject({ isFlaky: false, verdict: "fail", fault: "served" });
  expect(asked).toBe(2);
});

test.concurrent("a first connection that goes wrong is made once more, for all that it judges", async () => {
  await using server = await smallServer((socket, index) => {
    if (index === 0) socket.once("data", () => socket.end());
    else serveRight(socket);
  });
  const { of } = await judge(server.address.port, ["reply-prefix", "reply-crlf"]);
  expect(of("connect")).toMatchObject({ verdict: "pass", isFlaky: false });
  expect(of("time-reply")).toMatchObject({ verdict: "pass", isFlaky: true });
  expect(of("time-reply").trace.map(({ kind }) => kind)).toEqual(["connected", "sent", "closed"]);
  for (const id of ["reply-prefix", "reply-crlf"]) expect(of(id).verdict).toBe("pass");
});

test.concurrent("the first connection ever made is that of connect and time-reply, and asks nothing else", async () => {
  await using server = await almostRight(() => false);
  const counts: Record<string, number> = {};
  const chosen = choose({ profiles: ["basic"], only: [], skip: ["reply-clock"] });
  const { surroundings } = await judge(server.address.port, chosen, {
    onResult: ({ id }) => {
      counts[id] = server.met.length;
    },
  });
  expect([counts["connect"], counts["time-reply"]]).toEqual([1, 1]);
  expect(server.met[0]?.received).toBe("TIME\r\n");
  expect(surroundings.normal).toMatchObject({ hasLineEnd: true });
});

test.concurrent("if nothing listens connect fails, and every other case is skipped with its prerequisite", async () => {
  const all = choose({ profiles: ["basic", "stream", "strict", "robust"], only: [], skip: [] });
  const { results, of, goneAfter } = await judge(await freePort(), all);
  expect(of("connect")).toMatchObject({ verdict: "fail", fault: "refused" });
  expect(of("time-reply")).toMatchObject({ verdict: "skip", why: "prerequisite", on: "connect" });
  expect(of("split-word")).toMatchObject({ verdict: "skip", why: "prerequisite", on: "time-reply" });
  expect(of("quit-silent")).toMatchObject({ verdict: "skip", why: "prerequisite", on: "quit-closes" });
  expect([...results.values()].filter(({ verdict }) => verdict === "skip").length).toBe(all.length - 1);
  expect(goneAfter).toBeUndefined();
});

test.concurrent("a server that never sends the time is judged in the cases that need none", async () => {
  await using server = await smallServer((socket) => {
    socket.on("end", () => socket.end());
    onLines(socket, (line) => {
      if (line === "QUIT") socket.end();
      else socket.write("what?\r\n");
    });
  });
  const { verdicts, of } = await judge(
    server.address.port,
    ["time-reply", "repeat", "quit-closes", "quit-silent", "unknown-answered"],
    { timeScale: 0.3 },
  );
  expect(verdicts).toEqual({
    connect: "pass",
    "time-reply": "fail",
    repeat: "skip",
    "quit-closes": "pass",
    "quit-silent": "pass",
    "unknown-answered": "pass",
  });
  expect(of("time-reply")).toMatchObject({ fault: "no-time", parameters: { text: "what?\\r\\n" } });
});

test.concurrent("the prerequisites of a chosen case are tried with it, and nothing else", async () => {
  await using server = await almostRight(() => false);
  const { verdicts } = await judge(server.address.port, ["quit-unterminated"], { timeScale: 0.3 });
  expect(verdicts).toEqual({
    connect: "pass",
    "time-reply": "pass",
    "quit-closes": "pass",
    "quit-unterminated": "pass",
  });
});

test.concurrent("after a server died the rest is skipped, with the case after which it died", async () => {
  await using server = await smallServer((socket, _, self) => {
    socket.on("data", (chunk) => {
      if (chunk[0] === 0xff) self.die();
    });
    serveRight(socket);
  });
  const chosen = ["repeat", "unknown", "bad-utf8", "bad-utf8-released", "nul-bytes", "reset", "idle-crowd"];
  const { of, goneAfter, verdicts } = await judge(server.address.port, chosen, { timeScale: 0.3 });
  expect([verdicts["repeat"], verdicts["unknown"]]).toEqual(["pass", "pass"]);
  expect(of("bad-utf8")).toMatchObject({ verdict: "fail", fault: "not-served-after" });
  expect(goneAfter).toBe("bad-utf8");
  for (const id of ["bad-utf8-released", "nul-bytes", "reset", "idle-crowd"]) {
    expect(of(id)).toMatchObject({ verdict: "skip", why: "server-gone", on: "bad-utf8", trace: [] });
  }
});

test.concurrent("a server that is away for a moment alone is not given up", async () => {
  let away = 0;
  await using server = await smallServer((socket) => {
    socket.on("data", (chunk) => {
      if (chunk[0] === 0xff) away = 2;
    });
    if (away-- > 0) socket.resetAndDestroy();
    else serveRight(socket);
  });
  const { verdicts, goneAfter } = await judge(server.address.port, ["bad-utf8", "nul-bytes"]);
  expect(goneAfter).toBeUndefined();
  expect([verdicts["bad-utf8"], verdicts["nul-bytes"]]).toEqual(["fail", "pass"]);
});

test.concurrent("a server whose process has ended gets no further request", async () => {
  await using server = await almostRight(() => false);
  const life = new Life({ hasExited: async () => true, revive: async () => false });
  const { address } = server;
  expect(await life.isGone({ address, timeScale: 1, normal: undefined, cpuTimes: undefined }, true)).toBe(
    true,
  );
  expect(server.met).toEqual([]);
});

/** A case made for the test. */
function made(id: string, run: ProbeCase["run"]): ProbeCase {
  return {
    id,
    clause: "1.c",
    level: "must",
    profile: "basic",
    prerequisites: ["time-reply"],
    inCompany: "valid",
    replay: "",
    run,
  };
}

/** So many cases that each take a moment, and the most of them at one time. */
function crowdOfCases(count: number) {
  let [now, most] = [0, 0];
  const cases = Array.from({ length: count }, (_, index) =>
    made(`case-${index}`, async () => {
      most = Math.max(most, ++now);
      await Bun.sleep(20);
      now--;
      return PASS;
    }),
  );
  return { cases, most: () => most };
}

const CONCURRENT = ["concurrent-idle", "concurrent-partial", "concurrent-many"];

test.concurrent("parallel-safe cases run side by side, up to --jobs, if the server serves clients side by side", async () => {
  await using server = await almostRight(() => false);
  for (const [jobs, most] of [
    [1, 1],
    [3, 3],
    [64, 10],
  ] as const) {
    const crowd = crowdOfCases(10);
    const planned = { ...plan(CONCURRENT), company: crowd.cases };
    await judge(server.address.port, [], { planned, jobs });
    expect([jobs, crowd.most()]).toEqual([jobs, most]);
  }
});

/** Serves the next client when the one before has gone. */
function servesInTurn(): Promise<SmallServer> {
  const queue: Socket[] = [];
  const ended = new Set<Socket>();
  const serveFirst = () => {
    const [socket] = queue;
    if (socket === undefined) return;
    serveRight(socket);
    socket.resume();
    if (ended.has(socket)) socket.end();
  };
  return smallServer((socket) => {
    socket.pause();
    socket.once("end", () => ended.add(socket));
    socket.once("close", () => {
      queue.shift();
      serveFirst();
    });
    if (queue.push(socket) === 1) serveFirst();
  });
}

test.concurrent("parallel-safe cases run one after the other if the server serves one client at a time", async () => {
  await using server = await servesInTurn();
  const crowd = crowdOfCases(5);
  const planned = { ...plan(CONCURRENT), company: crowd.cases };
  const { verdicts } = await judge(server.address.port, [], { planned, timeScale: 0.2 });
  expect(verdicts).toMatchObject({ "time-reply": "pass", "concurrent-idle": "fail", "case-4": "pass" });
  expect(crowd.most()).toBe(1);
});

test("a server that serves others meanwhile is judged during the silence behind its first reply", async () => {
  await using server = await almostRight(() => false);
  // A hurried try waits 0.9 s, also for a busy machine.
  const options = { timeScale: 6 };
  const { results } = await judge(server.address.port, ["reply-crlf", "repeat", ...CONCURRENT], options);
  expect([...results.keys()].slice(-2)).toEqual(["repeat", "reply-crlf"]);
});

test.concurrent("what comes in the silence behind the first reply belongs to the reply", async () => {
  await using server = await almostRight((line, socket) => {
    if (line === "TIME") setTimeout(() => socket.write("Next?\r\n"), 100);
    return false;
  });
  const { verdicts } = await judge(
    server.address.port,
    ["reply-crlf", "split-*", ...CONCURRENT].flatMap(named),
  );
  const failed = Object.keys(verdicts).filter((id) => verdicts[id] !== "pass");
  expect(failed).toEqual(["reply-crlf"]);
});

test.concurrent("a close that comes only when another client leaves is none, also while the first one is still there", async () => {
  const stuck: Socket[] = [];
  await using server = await smallServer((socket) => {
    socket.on("end", () => {
      for (const each of stuck.splice(0)) each.end();
    });
    serveRight(socket, (line) => {
      // So slow that the first connection leaves while hurried tries wait for a close.
      if (line === "TIME") setTimeout(() => socket.write(reply()), 25);
      else if (line === "QUIT") stuck.push(socket);
      return line === "TIME" || line === "QUIT";
    });
  });
  const chosen = [...CONCURRENT, "quit-closes", "quit-after-time", "after-quit", "pipelined-quit"];
  const { verdicts } = await judge(server.address.port, chosen);
  for (const id of chosen.slice(CONCURRENT.length)) expect([id, verdicts[id]]).toEqual([id, "fail"]);
});

test("a server that notices late that a client has gone is judged as one that notices at once", async () => {
  let inside = 0;
  await using server = await smallServer((socket) => {
    if (++inside > 1) socket.end();
    // Only one client at a time, and the one before is in the way until its end is dealt with.
    socket.on("end", () => {
      setTimeout(() => {
        socket.end();
        inside--;
      }, 20);
    });
    onLines(socket, (line) => {
      if (line === "TIME") socket.write(reply());
    });
  });
  const chosen = ["repeat", "lowercase", "bare-lf"];
  const { results } = await judge(server.address.port, chosen);
  for (const { id, verdict, isFlaky } of results.values())
    expect([id, verdict, isFlaky]).toEqual([id, "pass", false]);
});

test.concurrent("a server that serves its clients in turn is asked by twenty as long as answers come", async () => {
  let turn = Promise.resolve();
  await using server = await smallServer((socket) => {
    // One reply to a client, 25 ms each: twenty take longer than a hurried try waits, and less than a patient one.
    const left = new Promise<unknown>((resolve) => socket.once("end", resolve));
    const asked = new Promise<unknown>((resolve) => onLines(socket, resolve));
    turn = turn.then(async () => {
      await Promise.race([asked, left]);
      await Bun.sleep(25);
      socket.end(reply());
    });
  });
  const { verdicts } = await judge(server.address.port, CONCURRENT, { timeScale: 0.6 });
  expect(verdicts).toMatchObject({ "concurrent-idle": "fail", "concurrent-many": "pass" });
});

/** A server whose process uses processor time from the first client until it is started again, or for ever. */
async function judgeBusy(isSpinning: (starts: number) => boolean) {
  await using server = await almostRight(() => false);
  let starts = 1;
  const from = performance.now();
  const { of } = await judge(server.address.port, ["client-gone", "repeat", ...CONCURRENT], {
    cpuTimes: () => ({
      usedSeconds: isSpinning(starts) ? (performance.now() - from) / 1000 : 0,
      waitedSeconds: new Map(),
      isRunnable: false,
    }),
    async revive() {
      starts++;
      return true;
    },
  });
  return { ...of("client-gone"), starts };
}

test.concurrent("a server that spins beside other cases is tried on a fresh start, and spins there or does not", async () => {
  expect(await judgeBusy(() => false)).toMatchObject({ verdict: "pass", isFlaky: false, starts: 1 });
  expect(await judgeBusy((starts) => starts < 2)).toMatchObject({
    verdict: "pass",
    isFlaky: false,
    starts: 2,
  });
  expect(await judgeBusy(() => true)).toMatchObject({ verdict: "fail", fault: "spins", starts: 2 });
});

test.concurrent("a server that serves one client at a time has its two clock cases wait together, before the others", async () => {
  await using server = await servesInTurn();
  const { results, verdicts } = await judge(server.address.port, ["repeat", "reply-clock", "repeat-clock"]);
  const order = [...results.keys()];
  expect(order.indexOf("repeat-clock")).toBeLessThan(order.indexOf("repeat"));
  expect(verdicts).toMatchObject({ "reply-clock": "pass", "repeat-clock": "pass", repeat: "pass" });
});

test.concurrent("bytes that are no UTF-8 are sent beside other cases after the server has outlived them alone", async () => {
  await using server = await almostRight(() => false);
  const chosen = [...CONCURRENT, "bad-utf8", "bad-utf8-released", "lowercase", "nul-bytes"];
  const { results, verdicts } = await judge(server.address.port, chosen);
  expect(verdicts).toMatchObject({ "bad-utf8": "pass", "bad-utf8-released": "pass" });
  const order = [...results.keys()].filter((id) => !CONCURRENT.includes(id)).slice(-4);
  expect(order).toEqual(["bad-utf8", "bad-utf8-released", "lowercase", "nul-bytes"]);
});

test.concurrent("a close that only the next client brings does not release the one that sent no UTF-8", async () => {
  const stuck: Socket[] = [];
  await using server = await smallServer((socket) => {
    for (const each of stuck.splice(0)) each.end();
    let isDeaf = false;
    socket.on("data", (chunk) => {
      if (chunk[0] !== 0xff) return;
      isDeaf = true;
      stuck.push(socket);
    });
    serveRight(socket, () => isDeaf);
  });
  // In company the others connect later than it does.
  const chosen = [...CONCURRENT, "bad-utf8", "bad-utf8-released", "lowercase", "unknown"];
  const { verdicts } = await judge(server.address.port, chosen);
  expect(verdicts).toMatchObject({ "bad-utf8": "pass", "bad-utf8-released": "fail", unknown: "pass" });
});

test.concurrent("what the judge cannot do is an error, no fail, and is not tried again", async () => {
  await using server = await almostRight(() => false);
  let tries = 0;
  const broken = made("broken", async () => {
    tries++;
    throw new JudgeError("EMFILE", "no more descriptors");
  });
  const planned = { ...plan([]), last: [broken, made("after", async () => PASS)] };
  const { of, goneAfter } = await judge(server.address.port, [], { planned });
  expect(of("broken")).toMatchObject({ verdict: "error", code: "EMFILE", message: "no more descriptors" });
  expect([tries, goneAfter, of("after").verdict]).toEqual([1, undefined, "pass"]);
});

test.concurrent("a fail whose second try the judge cannot make is an error", async () => {
  await using server = await almostRight(() => false);
  let tries = 0;
  const broken = made("broken", async () => {
    if (tries++ === 0) return fail("silent");
    throw new JudgeError("EMFILE", "no more descriptors");
  });
  const planned = { ...plan([]), last: [broken] };
  const { of } = await judge(server.address.port, [], { planned });
  expect(of("broken")).toMatchObject({ verdict: "error", isFlaky: false });
});

test.concurrent("a mistake of the judge's own code is no verdict", async () => {
  await using server = await almostRight(() => false);
  const broken = made("broken", async () => {
    throw new TypeError("undefined is not a function");
  });
  const planned = { ...plan([]), last: [broken] };
  await expect(judge(server.address.port, [], { planned })).rejects.toThrow("undefined is not a function");
});

test.concurrent("a server that dies while cases run side by side: none of them is blamed for it", async () => {
  await using server = await almostRight((line, _, { die }) => {
    if (line !== "time") return false;
    die();
    return true;
  });
  const { verdicts, of } = await judge(
    server.address.port,
    ["repeat", "lowercase", "split-*", "concurrent-*", "nul-bytes"].flatMap(named),
  );
  expect(Object.values(verdicts)).not.toContain("fail");
  expect(of("nul-bytes")).toMatchObject({ verdict: "skip", why: "server-gone" });
});

/** A server that can be started again, as COMMAND is; `also` may kill it. */
async function restartable(also: (line: string, die: () => void) => boolean) {
  let alive: SmallServer | undefined;
  let isDead = false;
  const start = async (listenPort?: number) => {
    isDead = false;
    alive = await smallServer((socket, _, server) => {
      socket.on("data", (chunk) => {
        if (chunk[0] === 0xff) also("bad", die);
      });
      serveRight(socket, (line) => also(line, die));
      function die() {
        isDead = true;
        server.die();
      }
    }, listenPort);
    return alive.address.port;
  };
  const port = await start();
  const revive = async () => {
    alive?.die();
    await start(port);
    return true;
  };
  return { port, revive, hasExited: async () => isDead, [Symbol.asyncDispose]: async () => alive?.die() };
}

test.concurrent("of cases that ran side by side the deadly one is found, and it alone fails", async () => {
  await using server = await restartable((line, die) => {
    if (line === "time") die();
    return line === "time";
  });
  const chosen = choose({ profiles: ["basic", "stream", "strict"], only: [], skip: ["*-clock"] });
  const { verdicts, of, restartedAfter, goneAfter } = await judge(server.port, chosen, server);
  const failed = Object.keys(verdicts).filter((id) => verdicts[id] !== "pass");
  expect([failed, restartedAfter, goneAfter]).toEqual([["lowercase"], ["lowercase"], undefined]);
  expect(of("lowercase").verdict).toBe("fail");
});

test.concurrent("a command that dies of a case fails it, and the rest is tried on a fresh start", async () => {
  await using server = await restartable((line, die) => {
    if (line === "bad") die();
    return line === "bad";
  });
  const { verdicts, restartedAfter } = await judge(server.port, ["bad-utf8", "nul-bytes", "reset"], server);
  expect(verdicts).toMatchObject({ "bad-utf8": "fail", "nul-bytes": "pass", reset: "pass" });
  expect(restartedAfter).toEqual(["bad-utf8"]);
});

test.concurrent("a command that answers a case and dies of it fails that one, though it is noticed at the next", async () => {
  let isEnding = false;
  await using server = await restartable((line, die) => {
    if (isEnding) die();
    isEnding = line === "HELLO";
    return false;
  });
  const { verdicts, of, restartedAfter } = await judge(
    server.port,
    ["unknown-answered", "nul-bytes"],
    server,
  );
  expect(verdicts).toMatchObject({ "unknown-answered": "fail", "nul-bytes": "pass" });
  expect(of("unknown-answered")).toMatchObject({ fault: "died" });
  expect(restartedAfter).toEqual(["unknown-answered"]);
});

test.concurrent("a command that dies of every client is not started again without end", async () => {
  let revived = 0;
  const life = new Life({ hasExited: async () => true, revive: async () => ++revived > 0 });
  while (await life.restart("reset"));
  expect(revived).toBe(20);
});

test.concurrent("a command that loses its first client fails, since a fresh start loses it again", async () => {
  let lost = 0;
  await using losing = await smallServer((socket) => {
    if (lost++ === 0) socket.end();
    else serveRight(socket);
  });
  const { of } = await judge(losing.address.port, ["reply-prefix"], {
    async revive() {
      lost = 0;
      return true;
    },
  });
  expect(of("time-reply")).toMatchObject({ verdict: "fail", fault: "closed-early", isFlaky: false });
});

test.concurrent("a pass that only took longer than a hurried try waits is a pass, and not flaky", async () => {
  let asked = 0;
  await using server = await smallServer((socket) => {
    socket.on("end", () => socket.end());
    onLines(socket, (line) => {
      if (line !== "TIME") return;
      setTimeout(() => socket.write(reply()), asked++ === 1 ? 1_500 : 0);
    });
  });
  const { of } = await judge(server.address.port, ["repeat"], { timeScale: 1 });
  expect(of("repeat")).toMatchObject({ verdict: "pass", isFlaky: false });
});

test.concurrent("a case whose connection is refused is skipped, with the case before it named", async () => {
  await using server = await almostRight((line, socket, { die }) => {
    if (line !== "HELLO") return false;
    socket.end("ERROR\r\n", die); // answers, and dies of it
    return true;
  });
  const { verdicts, of } = await judge(server.address.port, [
    "unknown-answered",
    "quit-unterminated",
    "nul-bytes",
  ]);
  expect(verdicts["unknown-answered"]).toBe("pass");
  expect(Object.values(verdicts)).not.toContain("fail");
  expect(of("nul-bytes")).toMatchObject({ verdict: "skip", why: "server-gone" });
});
