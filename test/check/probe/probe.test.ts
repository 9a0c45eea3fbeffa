/** The vocabulary of judging against small servers: what passes, and the fault of what does not. */
import { describe, expect, test } from "bun:test";
import { type Outcome, PASS } from "../../../src/check/outcome.ts";
import { CaseFailed } from "../../../src/check/probe/dialer.ts";
import { Probe } from "../../../src/check/probe/probe.ts";
import { normalReplyOf } from "../../../src/check/probe/replies.ts";
import { Trace } from "../../../src/check/probe/trace.ts";
import { freePort, type SmallServer, saying, serveRight, smallServer } from "../small-server.ts";

const NORMAL = normalReplyOf({ text: "JAM 10:00:00\r\n" });
/** Time limits a tenth as long, for servers that are to run into them. */
const HURRIED = 0.1;

function judgeAt(
  port: number,
  timeScale: number,
  judge: (probe: Probe) => Promise<unknown>,
): Promise<Outcome> {
  const address = { ip: "127.0.0.1", port };
  const probe = new Probe({ address, timeScale, normal: NORMAL, cpuTimes: undefined }, new Trace());
  return judge(probe)
    .then(() => PASS)
    .catch((error) => {
      if (error instanceof CaseFailed) return error.outcome;
      throw error;
    })
    .finally(() => probe.closeAll());
}

async function judge(
  making: Promise<SmallServer>,
  run: (probe: Probe) => Promise<unknown>,
  timeScale = 1,
): Promise<string> {
  await using server = await making;
  const outcome = await judgeAt(server.address.port, timeScale, run);
  if (outcome.verdict !== "fail") return outcome.verdict;
  const { fault, parameters } = outcome;
  return [fault, ...Object.entries(parameters).map(([name, value]) => `${name}=${value}`)].join(" ");
}

const TIME = "TIME\r\n";
const REPLY = "JAM 10:00:00\r\n";
const silent = () => smallServer(() => {});
const closing = () => smallServer((socket) => void socket.once("data", () => socket.end()));
const resetting = () => smallServer((socket) => void socket.once("data", () => socket.resetAndDestroy()));
const right = () => smallServer((socket) => serveRight(socket));

const ask = (count: number) => async (probe: Probe) => probe.expectReplies(await probe.sent(TIME), count);
const exactly = (count: number) => async (probe: Probe) => probe.expectExactly(await probe.sent(TIME), count);
const alone = (count: number) => async (probe: Probe) =>
  probe.expectExactlyAlone(await probe.sent(TIME), count);
const unserved = async (probe: Probe) => probe.expectNoReply(await probe.sent(TIME));
const closed = async (probe: Probe) => probe.expectClosed(await probe.sent("QUIT\r\n"));
const closedWith = (count: number) => async (probe: Probe) =>
  probe.expectClosedWith(await probe.sent("TIME\r\nQUIT\r\n"), count);
const served = (probe: Probe) => probe.expectServed();

describe("waiting for replies", () => {
  test("passes as soon as so many are there", async () => {
    expect(await judge(saying(REPLY), ask(1), 100)).toBe("pass");
    expect(await judge(saying(REPLY + REPLY), ask(2), 100)).toBe("pass");
  });

  test.concurrent("distinguishes silent, closed, reset, no time and too few", async () => {
    expect(await judge(silent(), ask(1), HURRIED)).toBe("silent");
    expect(await judge(closing(), ask(1))).toBe("closed-early");
    expect(await judge(resetting(), ask(1))).toBe("reset-early");
    expect(await judge(saying("ERROR\r\n"), ask(1), HURRIED)).toBe("no-time text=ERROR\\r\\n");
    expect(await judge(saying(REPLY), ask(3), HURRIED)).toBe("too-few expected=3 got=1");
  });

  test.concurrent("a reply whose line is never ended is one in the end", async () => {
    expect(await judge(saying("JAM 10:00:00"), ask(1), HURRIED)).toBe("pass");
  });

  test("a time that is wrong in every way is an answer as any other", async () => {
    expect(await judge(saying("Time: 99:99:99 o'clock\n"), ask(1))).toBe("pass");
  });
});

describe("exactly so many", () => {
  test.concurrent("is judged after the silence that follows the last", async () => {
    const late = smallServer((socket) => {
      socket.once("data", () => {
        socket.write(REPLY);
        setTimeout(() => socket.write(REPLY), 100);
      });
    });
    expect(await judge(late, exactly(1))).toBe("too-many expected=1 got=2");
    expect(await judge(saying(REPLY + REPLY), exactly(1), HURRIED)).toBe("too-many expected=1 got=2");
    expect(await judge(saying(REPLY), exactly(1), HURRIED)).toBe("pass");
  });

  test.concurrent("other texts are allowed, unless nothing else may come", async () => {
    expect(await judge(saying(`ERROR\r\n${REPLY}`), exactly(1), HURRIED)).toBe("pass");
    expect(await judge(saying(`ERROR\r\n${REPLY}`), alone(1), HURRIED)).toBe(
      "something-else extra=ERROR\\r\\nJAM 10:00:00\\r\\n",
    );
    expect(await judge(saying("JAM 23:59:59 \r\n\r\n"), alone(1), HURRIED)).toBe("pass");
  });
});

describe("no reply", () => {
  test.concurrent("passes on silence, on an error, and on a close", async () => {
    expect(await judge(silent(), unserved, HURRIED)).toBe("pass");
    expect(await judge(saying("ERROR\r\n"), unserved, HURRIED)).toBe("pass");
    expect(await judge(closing(), unserved, 100)).toBe("pass");
  });

  test("fails as soon as a time comes, ended or not", async () => {
    expect(await judge(saying(REPLY), unserved, 100)).toBe("served text=JAM 10:00:00\\r\\n");
    expect(await judge(saying("JAM 10:00:00"), unserved, 100)).toBe("served text=JAM 10:00:00");
  });
});

describe("a close", () => {
  test("is a FIN and a reset alike", async () => {
    expect(await judge(closing(), closed, 100)).toBe("pass");
    expect(await judge(resetting(), closed, 100)).toBe("pass");
  });

  test.concurrent("does not come where the server goes on", async () => {
    expect(await judge(silent(), closed, HURRIED)).toBe("not-closed");
    expect(await judge(saying("bye\r\n"), closed, HURRIED)).toBe("not-closed");
  });

  test.concurrent("with so many replies wants these and the close", async () => {
    const withClose = (text: string) =>
      smallServer((socket) => void socket.once("data", () => socket.end(text)));
    expect(await judge(withClose(REPLY), closedWith(1), 100)).toBe("pass");
    expect(await judge(withClose(""), closedWith(0), 100)).toBe("pass");
    expect(await judge(withClose(""), closedWith(1), 100)).toBe("closed-early");
    expect(await judge(withClose(REPLY), closedWith(0), 100)).toBe("served text=JAM 10:00:00\\r\\n");
    expect(await judge(withClose(REPLY + REPLY), closedWith(1), 100)).toBe("too-many expected=1 got=2");
    expect(await judge(saying(REPLY), closedWith(1), HURRIED)).toBe("not-closed");
    expect(await judge(silent(), closedWith(1), HURRIED)).toBe("silent");
  });
});

describe("served", () => {
  test("is a fresh connection that gets a time", async () => {
    expect(await judge(right(), served)).toBe("pass");
  });

  test.concurrent("a refused, silent or closed connection fails with the given fault", async () => {
    expect(await judge(silent(), served, HURRIED)).toBe("not-served-after");
    expect(await judge(closing(), served, 100)).toBe("not-served-after");
    const port = await freePort();
    expect(await judgeAt(port, 1, served)).toEqual({
      verdict: "fail",
      fault: "not-served-after",
      parameters: {},
    });
    const as = (probe: Probe) => probe.expectServed("some-unserved", { expected: 1, got: 0 });
    expect(await judgeAt(port, 1, as)).toMatchObject({ fault: "some-unserved", parameters: { got: 0 } });
  });
});

test("a connection that is refused fails the case, whatever it was opened for", async () => {
  const port = await freePort();
  expect(await judgeAt(port, 1, (probe) => probe.open())).toMatchObject({ fault: "refused" });
  expect(await judgeAt(port, 1, (probe) => probe.openCrowd(3))).toMatchObject({ fault: "refused" });
});

test("a crowd is open all at once, each connection after the other", async () => {
  await using server = await right();
  const outcome = await judgeAt(server.address.port, 1, async (probe) => {
    const crowd = await probe.openCrowd(20);
    expect(crowd.every(({ ending }) => ending === undefined)).toBe(true);
    await Promise.all(crowd.map((connection) => connection.send(TIME)));
    expect(await Promise.all(crowd.map((connection) => probe.isAnswered(connection)))).toEqual(
      Array(20).fill(true),
    );
  });
  expect(outcome).toEqual(PASS);
  expect(server.met.length).toBe(20);
});

test("time limits are multiplied by the time scale", () => {
  const probeWith = (timeScale: number) =>
    new Probe(
      { address: { ip: "127.0.0.1", port: 9 }, timeScale, normal: NORMAL, cpuTimes: undefined },
      new Trace(),
    );
  expect([probeWith(1).replyMs, probeWith(1).silenceMs]).toEqual([2_000, 700]);
  expect([probeWith(7).replyMs, probeWith(7).silenceMs]).toEqual([14_000, 4_900]);
});
