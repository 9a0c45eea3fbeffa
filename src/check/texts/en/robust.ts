/** English: the texts of the cases that a server has to survive. */
import type { CaseId } from "../../cases/registry.ts";
import type { CaseTexts } from "../texts.ts";

export const ROBUST_CASES = {
  "bad-utf8": {
    requirement: "Bytes that are not UTF-8 do not stop the server: a new client is served.",
    why:
      "Bytes such as `ff fe fd` are not valid UTF-8, and making text of them may raise an error. Uncaught, it " +
      "ends the thread; and if that is the thread that accepts, it ends the whole server.",
    fix:
      "Compare bytes, so that nothing has to be decoded, and catch in each client's thread what that client can " +
      "cause.",
  },
  "bad-utf8-released": {
    requirement:
      "After bytes that are not UTF-8 the client is served or the connection is closed: it is not left " +
      "hanging.",
    why:
      "Probably these bytes raised an error, and the function that serves the client ended before it closed the " +
      "connection. As long as something, such as a list of clients, still refers to it, it stays open and unread: " +
      "the client waits for ever.",
    fix: "Close the connection where it happens however the function ends.",
  },
  "nul-bytes": {
    requirement: "64 NUL bytes and CR LF do not stop the server: a new client is served.",
    why:
      "A NUL is a byte like any other, and a client that speaks a binary protocol sends many. In C it ends a " +
      "string too early; in other languages some functions refuse it with an error, which ends the thread or the " +
      "whole server.",
    fix:
      "Treat such a line like every unknown one, and catch errors in the client's own thread, so that the others " +
      "go on.",
  },
  "long-line": {
    requirement: "64 KiB without a line end do not stop the server: a new client is served.",
    why:
      "The line end never came, and your server got stuck or ended: it waits for the `\\r\\n` in the " +
      "thread that accepts, or searches an ever longer buffer from its beginning and has no time for the " +
      "others.",
    fix: "Read each client in its own thread, and stop reading when a line has become too long.",
  },
  "long-line-bounded": {
    requirement: "A line without end is refused: the server answers or closes, and does not take all of it.",
    why:
      "Your server took megabytes of one line and neither objected nor closed. If it keeps them, a single " +
      "client can fill the machine's memory; if it throws them away, the client never learns what is wrong.",
    fix:
      "Set a limit to a line, such as 1,024 bytes: when the buffer holds more without a `\\r\\n`, send an " +
      "error or close.",
  },
  reset: {
    requirement: "Clients that reset their connections do not stop the server: a new one is served.",
    why:
      "A reset (RST) comes when a client crashes or is killed. Reading from that connection, or writing to it, " +
      "then fails; where this error is not caught, it ends the thread that accepts, or the whole server.",
    fix: "Catch the errors of a conversation around it, and close that client's connection, however it ends.",
  },
  churn: {
    requirement: "300 clients, one after another, are each answered within 2 seconds.",
    why:
      "Something remains of every client that has gone: an open socket, a thread, an entry in a list. " +
      "After some hundred clients a limit is reached (`ulimit -n` shows the one for open files), or " +
      "everything has become slow.",
    fix:
      "Close every connection, however its conversation ends, and keep no list of clients or threads that is " +
      "never cleared.",
  },
  "idle-crowd": {
    requirement: "While 200 clients are connected and silent, a new one is served.",
    why:
      "The silent clients used up something of which your server has a fixed number: threads of a pool, open " +
      "files, or places in the listen queue. The new client waits until one of them goes.",
    fix:
      "Start a thread for each connection instead of using a small pool, make the listen queue longer, and accept " +
      "the next connection at once.",
  },
  "client-gone": {
    requirement:
      "After its clients have disconnected the server is idle: it uses less than 20 % of one core.",
    why:
      "Once the client has closed, every read returns at once, with nothing. An endless loop around it then turns " +
      "as fast as the processor can, for a client that is no longer there.",
    fix: "As soon as reading reports the end, leave the loop and close the connection.",
  },
} as const satisfies Partial<Record<CaseId, CaseTexts>>;
