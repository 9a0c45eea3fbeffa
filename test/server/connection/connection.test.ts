/** One connection on a scripted socket: what is answered, in which order, and how it closes. */
import { describe, expect, test } from "bun:test";
import "./backpressure.ts"; // the other half of these tests
import { JAM, stage } from "./scripted-socket.ts";

const UNKNOWN = "ERROR unknown request\r\n";
const ALL = Number.POSITIVE_INFINITY;

describe("a peer that reads everything", () => {
  test("gets its replies in the order of its lines", () => {
    const { socket, receive } = stage();
    receive("TIME\r\nhello\r\nTIME\r\nTIME");
    receive("\r\nTIME\n");
    expect(socket.text).toBe(`${JAM}${UNKNOWN}${JAM}${JAM}ERROR end the line with CR LF (13 10)\r\n`);
    expect(socket.acts).toEqual([]);
  });

  test("is counted: requests, faults and bytes of both directions", () => {
    const { connection, counted, receive } = stage();
    receive("TIME\r\nTIME\r\nx\r\nTIME\n");
    expect([connection.requests, connection.errors]).toEqual([2, 2]);
    expect([counted("requests"), counted("unknown"), counted("bare-lf")]).toEqual([2, 1, 1]);
    expect(counted("bytesReceived")).toBe(20);
    expect(counted("bytesSent")).toBe(2 * JAM.length + UNKNOWN.length + 39);
  });

  test("gets thousands of replies to one chunk", () => {
    const { socket, connection, receive } = stage();
    receive("TIME\r\n".repeat(20_000));
    expect(socket.text).toBe(JAM.repeat(20_000));
    expect(connection.requests).toBe(20_000);
  });
});

describe("QUIT", () => {
  test("sends the FIN after the replies, and waits for the peer's", () => {
    const { socket, connection, context, receive } = stage();
    context.now = 1234;
    receive("TIME\r\nQUIT\r\n");
    expect(socket.text).toBe(JAM);
    expect(socket.acts).toEqual(["shutdown"]);
    expect(connection.finSince).toBe(1234);
    expect(connection.closeReason(false)).toBe("quit");
    expect(connection.errors).toBe(0);
  });

  test("ends all answering, in the same chunk and after it; what still comes is only counted as bytes", () => {
    const { socket, connection, context, counted, receive } = stage();
    receive("QUIT\r\nTIME\r\n");
    context.now = 700;
    receive("TIME\r\nx\r\n");
    expect(socket.text).toBe("");
    expect([connection.requests, connection.errors]).toEqual([0, 0]);
    expect(counted("bytesReceived")).toBe(21);
    expect(connection.activeAt).toBe(700); // the peer is still there: the server waits for its FIN
  });

  test("followed by the peer's FIN causes no second close", () => {
    const { socket, connection, receive } = stage();
    receive("QUIT\r\n");
    connection.receiveEnd();
    expect(socket.acts).toEqual(["shutdown"]); // the socket itself closes once both are through
  });
});

describe("the peer's FIN", () => {
  test("closes at once if nothing is left to send", () => {
    const { socket, connection, receive } = stage();
    receive("TIME\r\nTI");
    connection.receiveEnd();
    expect(socket.text).toBe(JAM);
    expect(socket.acts).toEqual(["end"]);
    expect(connection.closeReason(false)).toBe("client-closed");
  });

  test("closes only after the unsent replies", () => {
    const { socket, connection, receive, allow } = stage(5);
    receive("TIME\r\nTIME\r\n");
    connection.receiveEnd();
    expect(socket.acts).toEqual(["pause"]);
    allow(ALL);
    expect(socket.text).toBe(JAM + JAM);
    expect(socket.acts.filter((act) => act !== "pause")).toEqual(["end"]);
  });
});

describe("a session that breaks a rule", () => {
  test.each([
    ["line-too-long", "x".repeat(1025), "ERROR line too long\r\n"],
    ["http", "GET / HTTP/1.1\r\n", "ERROR this is a time server, not HTTP\r\n"],
    ["ssh", "SSH-2.0-OpenSSH\r\n", "ERROR this is a time server, not SSH\r\n"],
  ] as const)("gets one line with the reason, then the FIN: %s", (reason, bytes, reply) => {
    const { socket, connection, receive } = stage();
    receive(bytes);
    expect(socket.text).toBe(reply);
    expect(socket.acts).toEqual(["shutdown"]);
    expect(connection.closeReason(false)).toBe(reason);
    expect(connection.errors).toBe(1);
  });
});

describe("an overdue session", () => {
  test.each([
    ["idle", "ERROR idle for 300 seconds\r\n"],
    ["line-timeout", "ERROR line not ended within 30 seconds\r\n"],
  ] as const)("gets one line that says why, then the FIN: %s", (overdue, line) => {
    const { socket, connection } = stage();
    connection.endOverdue(overdue);
    expect(socket.text).toBe(line);
    expect(socket.acts).toEqual(["shutdown"]);
    expect([connection.closeReason(false), connection.errors]).toEqual([overdue, 1]);
  });

  test("gets the ERROR line even if its socket takes it in pieces", () => {
    const { socket, connection, allow } = stage(4);
    connection.endOverdue("idle");
    expect(socket.acts).not.toContain("shutdown");
    allow(ALL);
    expect(socket.text).toBe("ERROR idle for 300 seconds\r\n");
    expect(socket.acts).toContain("shutdown");
  });

  test("that stalled is reset without an ERROR line", () => {
    const { socket, connection, receive } = stage(3);
    receive("TIME\r\n");
    connection.endOverdue("stalled");
    expect(socket.acts).toEqual(["pause", "pause", "terminate"]); // it is offered the rest once more
    expect(socket.text).toBe("JAM");
    expect(connection.closeReason(true)).toBe("stalled");
  });

  test("that lingers after our FIN is closed, and keeps its first reason", () => {
    const { socket, connection, receive } = stage();
    receive("QUIT\r\n");
    connection.endOverdue("lingered");
    expect(socket.acts).toEqual(["shutdown", "end"]);
    expect(connection.closeReason(false)).toBe("quit");
  });

  test("is not answered any more", () => {
    const { socket, connection, receive } = stage();
    connection.endOverdue("idle");
    receive("TIME\r\n");
    expect(socket.text).toBe("ERROR idle for 300 seconds\r\n");
  });
});

describe("a server that stops", () => {
  test("ends an idle session at once", () => {
    const { socket, connection, context, receive } = stage();
    receive("TIME\r\nTI");
    context.isDraining = true;
    connection.shutDown();
    expect(socket.acts).toEqual(["shutdown"]);
    expect(connection.closeReason(false)).toBe("drained");
  });

  test("first sends the replies to all requests", () => {
    const { socket, connection, context, receive, allow } = stage(5);
    receive("TIME\r\nTIME\r\n");
    receive("TIME\r\n");
    context.isDraining = true;
    connection.shutDown();
    expect(socket.acts).toEqual(["pause"]);
    allow(20);
    expect(socket.hasSentFin).toBe(false);
    allow(ALL);
    expect(socket.text).toBe(JAM.repeat(3));
    expect(socket.hasSentFin).toBe(true);
    expect(connection.closeReason(false)).toBe("drained");
  });

  test("cuts at its deadline, whatever was left to send", () => {
    const { socket, connection, receive } = stage(5);
    receive("TIME\r\n");
    connection.cut("drain-timeout");
    expect(socket.acts).toEqual(["pause", "terminate"]);
    expect(connection.closeReason(true)).toBe("drain-timeout");
  });
});

test("a session that is cut after it had ended keeps its first reason", () => {
  const { connection, receive } = stage();
  receive("QUIT\r\n");
  connection.cut("drain-timeout");
  expect(connection.closeReason(true)).toBe("quit");
});

test("a reset by the peer is distinguished from its FIN", () => {
  expect(stage().connection.closeReason(true)).toBe("reset");
  expect(stage().connection.closeReason(false)).toBe("client-closed");
});
