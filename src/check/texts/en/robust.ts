/** English: the texts of the cases that a server has to survive. */
import type { CaseId } from "../../cases/registry.ts";
import type { CaseTexts } from "../texts.ts";

export const ROBUST_CASES = {
  "bad-utf8": {
    requirement: "Bytes that are not UTF-8 do not stop the server: a new client is served.",
    why:
      "decode() raises a UnicodeDecodeError on bytes such as `ff fe fd`. Uncaught, it ends " +
      "the thread; and if that is the thread that accepts, it ends the whole server.",
    fix:
      'Compare bytes (`b"TIME"`), so that nothing has to be decoded, and catch in each client\'s thread ' +
      "what that client can cause.",
  },
  "bad-utf8-released": {
    requirement:
      "After bytes that are not UTF-8 the client is served or the connection is closed: it is not left " +
      "hanging.",
    why:
      "decode() raised a UnicodeDecodeError, and the thread ended before it came to close(). As long as a " +
      "list such as `the_clients` still refers to the socket it stays open and unread: the " +
      "client waits for ever.",
    fix: "Put close() into `finally`: it then runs however the thread ends.",
  },
  "nul-bytes": {
    requirement: "64 NUL bytes and CR LF do not stop the server: a new client is served.",
    why:
      "A NUL is a byte like any other, and a client that speaks a binary protocol sends many. In C it ends " +
      "a string too early; in Python some functions refuse it with an exception, which ends the thread or " +
      "the whole server.",
    fix:
      "Treat such a line like every unknown one, and catch exceptions in the client's own thread, so that " +
      "the others go on.",
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
      "Set a limit to a line, such as 1024 bytes: when the buffer holds more without a `\\r\\n`, send an " +
      "error or close.",
  },
  reset: {
    requirement: "Clients that reset their connections do not stop the server: a new one is served.",
    why:
      "A reset (RST) comes when a client crashes or is killed. recv() or sendall() then raises a " +
      "ConnectionResetError or BrokenPipeError; uncaught in the thread that " +
      "accepts, it ends the server.",
    fix: "Catch OSError around the conversation with one client, and close its connection in `finally`.",
  },
  churn: {
    requirement: "300 clients, one after another, are each answered within 2 seconds.",
    why:
      "Something remains of every client that has gone: an open socket, a thread, an entry in a list. " +
      "After some hundred clients a limit is reached (`ulimit -n` shows the one for open files), or " +
      "everything has become slow.",
    fix: "Close every connection in `finally`, and keep no list of clients or threads that is never cleared.",
  },
  "idle-crowd": {
    requirement: "While 200 clients are connected and silent, a new one is served.",
    why:
      "The silent clients used up something of which your server has a fixed number: threads of a pool, " +
      "open files, or places in the queue of listen(). The new client waits until one of them goes.",
    fix:
      "Start a thread for each connection instead of using a small pool, give listen() a longer queue, and " +
      "call accept() again at once.",
  },
  "client-gone": {
    requirement: "After its clients have disconnected the server is idle: it uses less than 20% of one core.",
    why:
      'Once the client has closed, recv() returns `b""` at once, every time. A `while True` around it ' +
      "then turns as fast as the processor can, for a client that is no longer there.",
    fix: 'As soon as recv() returns `b""`, leave the loop and call close().',
  },
} as const satisfies Partial<Record<CaseId, CaseTexts>>;
