/** A thread's session log, on scripted sockets: what is listed, what is kept of each session, and that all of it is bounded. */
import { describe, expect, test } from "bun:test";
import { Connection } from "../../../src/server/connection/connection.ts";
import { COUNTER } from "../../../src/server/counters.ts";
import { SessionsMemory, sessionsMemory } from "../../../src/server/sessions/memory.ts";
import type {
  SessionDetail,
  SessionList,
  SessionQuery,
  SessionsUpdate,
} from "../../../src/server/sessions/rows.ts";
import { SessionLog } from "../../../src/server/sessions/session-log.ts";
import { packPeer } from "../../../src/server/sockets/packed-peer.ts";
import { JAM, oneThread, ScriptedSocket } from "../connection/scripted-socket.ts";

const QUERY: SessionQuery = { filter: "", kinds: [], sort: "openedAt", descending: true, limit: 100 };

function openLog({ records = 20, memory = sessionsMemory(), thread = 0 } = {}) {
  const context = oneThread();
  const { counters } = context;
  const live = new Set<Connection>();
  const log = new SessionLog(thread, counters, memory, records, (call) => {
    for (const { observer } of live) call(observer);
  });
  let port = 50_000;
  return {
    counters,
    shared: new SessionsMemory(memory),
    open(remoteAddress = "::ffff:172.16.16.102", packedPeer: number | undefined = undefined) {
      counters.add(COUNTER.opened, 1);
      const socket = Object.assign(new ScriptedSocket(), { remoteAddress, remotePort: port++, packedPeer });
      const connection = new Connection(socket, context);
      connection.observer = log.observe(connection, socket);
      live.add(connection);
      const receive = (text: string) => connection.receive(Buffer.from(text, "latin1"));
      return { socket, connection, receive };
    },
    close(connection: Connection, wasReset = false) {
      live.delete(connection);
      connection.observer.ended(connection.closeReason(wasReset), wasReset);
    },
    list: (query: Partial<SessionQuery> = {}) =>
      log.answer({ kind: "request", id: 1, topic: "sessions", parameter: { ...QUERY, ...query } })
        .result as SessionList,
    detail: (number: number) =>
      log.answer({ kind: "request", id: 1, topic: "session", parameter: number }).result as
        | SessionDetail
        | undefined,
    update: (after: number) =>
      log.answer({ kind: "request", id: 1, topic: "update", parameter: { sessions: QUERY, after } })
        .result as SessionsUpdate,
    faults: (after = 0) =>
      log.answer({ kind: "request", id: 1, topic: "faults", parameter: after }).result as object[],
  };
}

describe("the list of sessions", () => {
  test("shows each session's peer, counts and state", () => {
    const { open, close, list } = openLog();
    const first = open();
    first.receive("TIME\r\nx\r\n");
    const second = open("::1");
    second.receive("QUIT\r\n");
    const third = open();
    third.socket.room = 3;
    third.receive("TIME\r\n");
    const fourth = open();
    fourth.receive("QUIT\r\n");
    close(fourth.connection);
    const rows = list({ sort: "session", descending: false }).rows;
    expect(
      rows.map(({ session, address, state, requests, errors }) => [
        session,
        address,
        state,
        requests,
        errors,
      ]),
    ).toEqual([
      ["0.1", "172.16.16.102", "open", 1, 1],
      ["0.2", "::1", "closing", 0, 0],
      ["0.3", "172.16.16.102", "stalled", 1, 0],
      ["0.4", "172.16.16.102", "ended", 0, 0],
    ]);
    expect(rows[3]).toMatchObject({ reason: "quit", hasRecord: true, endedAt: expect.any(Number) as number });
    expect(rows[0]).toMatchObject({ reason: undefined, endedAt: undefined, port: 50_000, thread: 0 });
  });

  test("shows the first that match, and says how many do", () => {
    const { open, list } = openLog();
    for (let index = 0; index < 30; index++) open(index % 3 === 0 ? "10.0.0.1" : "10.0.0.2");
    expect(list({ filter: "10.0.0.1:", limit: 4 })).toMatchObject({ matching: 10, rows: { length: 4 } });
    expect(list({ filter: "closing" }).matching).toBe(0);
  });

  test("names a peer that is gone, also one whose address came as a number", () => {
    const { open, close, list, faults } = openLog();
    const { connection, receive, socket } = open();
    const packed = open("unasked", packPeer(0x0a000007, 50_007));
    receive("x\r\n");
    packed.receive("x\r\n");
    Object.assign(socket, { remoteAddress: "", remotePort: 0 });
    Object.assign(packed.socket, { packedPeer: undefined, remoteAddress: "" });
    close(connection);
    close(packed.connection);
    const named = [
      { session: "0.2", address: "10.0.0.7", port: 50_007 },
      { session: "0.1", address: "172.16.16.102", port: 50_000 },
    ];
    expect(list({ sort: "address", descending: false }).rows).toMatchObject(named);
    expect(faults()).toMatchObject(named);
  });

  test("holds the last 300 that ended, and drops those before", () => {
    const { open, close, list } = openLog();
    for (let index = 0; index < 310; index++) close(open().connection);
    expect(list().matching).toBe(300);
    expect(list({ sort: "session", descending: false, limit: 1 }).rows[0]?.session).toBe("0.11");
  });

  test("holds 100 with faults in addition, and many of one kind at one address do not push out another", () => {
    const { open, close, list, detail } = openLog();
    const odd = open("10.0.0.9");
    odd.receive("time\r\nTIME\n");
    close(odd.connection);
    for (let index = 0; index < 250; index++) {
      const { connection, receive } = open("10.0.0.1");
      receive("TIME\n");
      close(connection);
    }
    for (let index = 0; index < 2_000; index++) close(open("10.0.0.2").connection);
    expect(list({ limit: 500 })).toMatchObject({ matching: 400 });
    expect(list({ filter: "10.0.0.9" }).rows).toMatchObject([
      { session: "0.1", errors: 2, refused: { unknown: 1, "bare-lf": 1 }, hasRecord: true },
    ]);
    expect(detail(1)?.chunks.map(({ hex }) => Buffer.from(hex, "hex").toString())).toContain(
      "time\r\nTIME\n",
    );
  });

  test("names a client that ended inside a line, keeps it as one with a fault, and finds it", () => {
    const { open, close, list, detail, faults } = openLog({ records: 2 });
    const cut = open("10.0.0.9");
    cut.receive("TIME\r\nTIME");
    expect(list().rows).toMatchObject([{ state: "open", isInLine: true, requests: 1 }]);
    close(cut.connection);
    const whole = open();
    whole.receive("TIME\r\n");
    close(whole.connection);
    const other = open("10.0.0.8");
    other.receive("GET / HTTP/1.1\r\nHost: x");
    close(other.connection);
    for (let index = 0; index < 500; index++) close(open().connection);
    expect(list({ filter: "no line end", kinds: ["unfinished"] }).rows).toMatchObject([
      { session: "0.1", reason: "client-closed", isInLine: true, errors: 0, hasRecord: true },
    ]);
    expect(faults()).toMatchObject([
      { kind: "http", session: "0.3" },
      { kind: "unfinished", session: "0.1" },
    ]);
    expect(detail(3)?.row).toMatchObject({ reason: "http", isInLine: false });
  });

  test("goes on numbering where a thread that died stopped", () => {
    const { open, list, counters } = openLog({ thread: 3 });
    counters.add(COUNTER.opened, 41);
    open();
    expect(list().rows[0]?.session).toBe("3.42");
  });

  test("reads an address while the server is busy only for sessions that are listed", () => {
    const { open, close, list, shared } = openLog();
    shared.isBusy = true;
    const gone = open();
    close(gone.connection);
    open();
    const [row] = list().rows;
    expect(row).toMatchObject({ session: "0.2", address: "172.16.16.102", hasRecord: false });
    expect(list().matching).toBe(1);
  });
});

describe("a record", () => {
  test("holds both directions in order, down to the FIN that came after ours", () => {
    const { open, close, detail } = openLog();
    const { connection, receive } = open();
    receive("TI");
    receive("ME\r\nQUIT\r\n");
    close(connection);
    expect(
      detail(1)?.chunks.map(({ from, what, hex }) => [from, what, Buffer.from(hex, "hex").toString()]),
    ).toEqual([
      ["client", "bytes", "TI"],
      ["client", "bytes", "ME\r\nQUIT\r\n"],
      ["server", "bytes", JAM],
      ["server", "fin", ""],
      ["client", "fin", ""],
    ]);
    expect(detail(2)).toBeUndefined();
  });

  test.each<[boolean, string[] | undefined]>([
    [true, ["client", "reset"]],
    [false, undefined],
  ])("distinguishes a reset by the peer from a silent close: %p", (wasReset, last) => {
    const { open, close, detail } = openLog();
    const { connection } = open();
    close(connection, wasReset);
    const chunk = detail(1)?.chunks.at(-1);
    const shown: string[] | undefined = chunk && [chunk.from, chunk.what];
    expect(shown).toEqual(last);
  });

  test("is kept of the newest sessions over all threads", () => {
    const memory = sessionsMemory();
    const first = openLog({ records: 3, memory });
    const second = openLog({ records: 3, memory, thread: 1 });
    for (let index = 0; index < 3; index++) first.open();
    for (let index = 0; index < 2; index++) second.open();
    const recorded = (of: typeof first) => of.list().rows.filter(({ hasRecord }) => hasRecord).length;
    expect([recorded(first), recorded(second)]).toEqual([1, 2]);
  });

  test("of a session with faults stays while sessions without any come and go", () => {
    const { open, close, detail, list } = openLog({ records: 2 });
    const faulty = open();
    faulty.receive("time\r\n");
    const reset = open("10.0.0.1");
    reset.receive("TIME\r\n");
    close(reset.connection, true);
    for (let index = 0; index < 50; index++) open().receive("TIME\r\n");
    list();
    expect([detail(1)?.chunks.length, detail(2)?.chunks.length, detail(3)?.chunks.length]).toEqual([2, 3, 0]);
    expect(list({ limit: 500 }).rows.filter(({ hasRecord }) => hasRecord).length).toBe(4);
  });

  test("of a viewed session stays while others come and go", () => {
    const { open, detail } = openLog({ records: 2 });
    open().receive("TIME\r\n");
    expect(detail(1)?.chunks.length).toBe(2);
    for (let index = 0; index < 50; index++) open().receive("TIME\r\n");
    expect(detail(1)?.chunks.length).toBe(2);
    expect(detail(2)?.chunks).toEqual([]);
  });

  test("that was passed on holds nothing of the session that had it before, open or ended", () => {
    const { open, close, detail } = openLog({ records: 1 });
    const first = open();
    const second = open();
    first.receive("TIME\r\n");
    expect(detail(2)?.chunks).toEqual([]);
    close(second.connection);
    const third = open();
    second.connection.cut("idle");
    expect(detail(3)?.chunks).toEqual([]);
    expect([first.socket.text, second.socket.acts, third.socket.acts]).toEqual([JAM, ["terminate"], []]);
  });

  test("is not made if 0 are configured, nor begun while the server is busy", () => {
    const none = openLog({ records: 0 });
    none.open();
    expect(none.list().rows[0]?.hasRecord).toBe(false);
    const busy = openLog();
    busy.shared.isBusy = true;
    busy.open();
    expect(busy.list().rows[0]?.hasRecord).toBe(false);
  });
});

test("an update is the list, the board and the new faults of one moment", () => {
  const { open, close, update } = openLog();
  const { connection, receive } = open("10.0.0.1");
  receive("x\r\n");
  close(connection);
  open("10.0.0.2");
  const { sessions, board, faults } = update(0);
  expect(sessions).toMatchObject({ matching: 2, rows: [{ address: "10.0.0.2" }, { address: "10.0.0.1" }] });
  expect(board.map(({ address }) => address).sort()).toEqual(["10.0.0.1", "10.0.0.2"]);
  expect(faults).toMatchObject([{ number: 1, kind: "unknown" }]);
  expect(update(1).faults).toEqual([]);
});

describe("faults", () => {
  test("are refused lines and sessions that ended badly, newest first, by a number that counts up", () => {
    const { open, close, faults } = openLog();
    const { receive } = open();
    receive("x\r\nTIME\n");
    const browser = open();
    browser.receive("GET / HTTP/1.1\r\n");
    close(browser.connection);
    const polite = open();
    polite.receive("QUIT\r\n");
    close(polite.connection);
    expect(faults()).toMatchObject([
      { number: 3, kind: "http", session: "0.2", port: 50_001 },
      { number: 2, kind: "bare-lf", session: "0.1", port: 50_000 },
      { number: 1, kind: "unknown", session: "0.1", address: "172.16.16.102" },
    ]);
    expect(faults(2)).toMatchObject([{ number: 3 }]);
  });

  test("are kept 50 in a second, however many come", () => {
    const { open, faults, shared } = openLog();
    open().receive("x\r\n".repeat(10_000));
    const kept = shared.faults;
    expect(kept).toBeLessThanOrEqual(100); // a second may have ended between
    expect(kept).toBeGreaterThanOrEqual(50);
    expect(faults().length).toBe(kept);
  });
});
