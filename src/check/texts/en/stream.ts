/** English: the texts of the cases that cut and join requests as TCP may. */
import type { CaseId } from "../../cases/registry.ts";
import type { CaseTexts } from "../texts.ts";

export const STREAM_CASES = {
  "split-word": {
    requirement:
      "A request that arrives in two pieces, `TI` and `ME\\r\\n`, is one request and gets one reply.",
    why:
      "recv() returned `TI`, and your code treated it as a whole request. TCP is a stream of bytes: it " +
      "keeps their order, and not the borders between two sends.",
    fix:
      "Collect what recv() brings in a buffer, and answer only when a `\\r\\n` stands in it; the rest " +
      "stays there for the next recv().",
  },
  "split-crlf": {
    requirement: "A request whose CR and LF arrive apart, `TIME\\r` and then `\\n`, gets one reply.",
    why:
      "recv() returned `TIME\\r`, and your code decided on that alone: it threw it away because `\\r\\n` " +
      "was missing, or answered before the end had come. A border between two segments may lie anywhere, " +
      "also between CR and LF.",
    fix:
      "Look for `\\r\\n` in the collected buffer, never in one piece alone, and do not strip() a piece " +
      "before you add it.",
  },
  "split-bytes": {
    requirement: "A request that arrives byte by byte is one request and gets one reply.",
    why:
      "recv(1024) means: at most 1024 bytes, and at least one. Windows' telnet, for example, sends every " +
      "key by itself; code that takes each recv() for a request then sees six of them, and none is `TIME`.",
    fix: "Add each piece to a buffer that outlives the recv(), and answer when the buffer holds a `\\r\\n`.",
  },
  "pipelined-two": {
    requirement: "Two requests in one segment get two replies.",
    why:
      "Both requests came in a single recv(): `TIME\\r\\nTIME\\r\\n`. Your code looked only at how these " +
      "bytes begin or end, and gave one answer or none. A stream can join two sends just as well as cut one.",
    fix:
      "Cut the buffer at every `\\r\\n`, in an inner loop, and answer each line before you call recv() " +
      "again.",
  },
  "pipelined-many": {
    requirement: "A hundred requests in one segment get exactly a hundred replies.",
    why:
      "600 bytes may come in one recv(1024), or in pieces: recv(32) cuts in the middle of a request, since " +
      "32 is no multiple of 6. One answer for each recv() is then far too few.",
    fix:
      "Count lines and not recv()s: collect, cut at each `\\r\\n`, answer each line, and keep the " +
      "unfinished rest.",
  },
  "pipelined-cut": {
    requirement: "One and a half requests in one segment and the missing half later get two replies.",
    why:
      "recv() brought `TIME\\r\\nTI`: a whole request and the beginning of the next. Code that answers and " +
      "then forgets its data loses the `TI`, and the `ME\\r\\n` that follows means nothing any more.",
    fix:
      "When you cut a line off, keep what follows its `\\r\\n`: it is the beginning of the next " +
      "request.",
  },
  "pipelined-quit": {
    requirement: "`TIME\\r\\nQUIT\\r\\n` in one segment gets one reply, and then the server closes.",
    why:
      "Your code looked at the twelve bytes as one request: it found `TIME` at their beginning and never " +
      "saw the `QUIT`, or saw the `QUIT` at their end and never answered the `TIME`.",
    fix: "Take the lines one by one, in their order: answer the first, and close at the second.",
  },
  "after-quit": {
    requirement: "What follows `QUIT\\r\\n` in the same segment is not answered; the server closes.",
    why:
      "`QUIT\\r\\nTIME\\r\\n` came in a single recv(). Taken as one request these bytes are no `QUIT`, " +
      "because more follows; the connection stays open, or even the `TIME` after it is answered.",
    fix:
      "Cut line by line, and at `QUIT` close and return at once, so that the rest of the buffer is never " +
      "read.",
  },
  "half-close": {
    requirement:
      "A client that sends `TIME\\r\\n` and then its FIN still gets the reply, and then the server closes.",
    why:
      "A FIN means only that the client will send no more; it still reads, as `nc -N` does. Your code saw " +
      'recv() return `b""` and left without the reply, or it never closed its own side.',
    fix: 'First answer what has come; when recv() returns `b""`, leave the loop and call close().',
  },
} as const satisfies Partial<Record<CaseId, CaseTexts>>;
