/** English: the texts of the cases that cut and join requests as TCP may. */
import type { CaseId } from "../../cases/registry.ts";
import type { CaseTexts } from "../texts.ts";

export const STREAM_CASES = {
  "split-word": {
    requirement:
      "A request that arrives in two pieces, `TI` and `ME\\r\\n`, is one request and gets one reply.",
    why:
      "One read brought `TI`, and your code treated it as a whole request. TCP is a stream of bytes: it keeps " +
      "their order, and not the borders between two sends.",
    fix:
      "Collect what each read brings in a buffer, and answer only when a `\\r\\n` stands in it; the rest stays " +
      "there for the next read.",
  },
  "split-crlf": {
    requirement: "A request whose CR and LF arrive apart, `TIME\\r` and then `\\n`, gets one reply.",
    why:
      "One read brought `TIME\\r`, and your code decided on that alone: it threw it away because `\\r\\n` was " +
      "missing, or answered before the end had come. A border between two segments may lie anywhere, also between " +
      "CR and LF.",
    fix:
      "Look for `\\r\\n` in the collected buffer, never in one piece alone, and remove no white space from a " +
      "piece before you add it.",
  },
  "split-bytes": {
    requirement: "A request that arrives byte by byte is one request and gets one reply.",
    why:
      "A read brings at least one byte, and at most as many as you ask for. Windows' telnet, for example, sends " +
      "every key by itself; code that takes each read for a request then sees six of them, and none is `TIME`.",
    fix: "Add each piece to a buffer that outlives the read, and answer when the buffer holds a `\\r\\n`.",
  },
  "pipelined-two": {
    requirement: "Two requests in one segment get two replies.",
    why:
      "Both requests came in a single read: `TIME\\r\\nTIME\\r\\n`. Your code looked only at how these bytes " +
      "begin or end, and gave one answer or none. A stream can join two sends just as well as cut one.",
    fix: "Cut the buffer at every `\\r\\n`, in an inner loop, and answer each line before you read again.",
  },
  "pipelined-many": {
    requirement: "A hundred requests in one segment get exactly a hundred replies.",
    why:
      "600 bytes may come in one read, or in pieces: a read of 32 bytes cuts in the middle of a request, since 32 " +
      "is no multiple of 6. One answer for each read is then far too few.",
    fix: "Count lines and not reads: collect, cut at each `\\r\\n`, answer each line, and keep the unfinished rest.",
  },
  "pipelined-cut": {
    requirement: "One and a half requests in one segment and the missing half later get two replies.",
    why:
      "One read brought `TIME\\r\\nTI`: a whole request and the beginning of the next. Compared as a whole these " +
      "8 bytes are no request, so none was answered, or the `TI` was lost and the `ME\\r\\n` after it meant " +
      "nothing.",
    fix:
      "When you cut a line off, keep what follows its `\\r\\n`: it is the beginning of the next " +
      "request.",
  },
  "pipelined-quit": {
    requirement: "`TIME\\r\\nQUIT\\r\\n` in one segment gets one reply, and then the server closes.",
    why:
      "Both lines came in a single read. Code that takes these 12 bytes for one request sees at most one of the " +
      "two lines.",
    fix: "Take the lines one by one, in their order: answer the first, and close at the second.",
  },
  "after-quit": {
    requirement: "What follows `QUIT\\r\\n` in the same segment is not answered; the server closes.",
    why:
      "Both lines came in a single read: `QUIT\\r\\nTIME\\r\\n`. Taken as one request these 12 bytes are no " +
      "`QUIT`, because more follows, and the connection stays open.",
    fix: "Cut line by line, and at `QUIT` close and return at once, so that the rest of the buffer is never read.",
  },
  "half-close": {
    requirement:
      "A client that sends `TIME\\r\\n` and then its FIN still gets the reply, and then the server closes.",
    why:
      "A FIN means only that the client will send no more; it still reads. Your server gave no reply to the " +
      "request that came before the FIN.",
    fix: "First answer what has come; when reading reports the end, leave the loop and close the connection.",
  },
} as const satisfies Partial<Record<CaseId, CaseTexts>>;
