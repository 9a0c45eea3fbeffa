/** English: the texts of the cases that send something other than a request. */
import type { CaseId } from "../../cases/registry.ts";
import type { CaseTexts } from "../texts.ts";

export const STRICT_CASES = {
  "bare-lf": {
    requirement: "`TIME` with LF alone is not a complete request: no time is sent.",
    why:
      "The assignment ends a request with characters 13 and 10, and here the 13 is missing. Functions that read a " +
      "line, or remove white space, take `\\n` for a line end just like `\\r\\n`, so your code no longer sees " +
      "the difference.",
    fix:
      "Look for the two bytes `\\r\\n` themselves, before anything is removed. By hand, `printf 'TIME\\r\\n'` " +
      "sends them; `nc -C` does so only in part: OpenBSD's sends each line in two segments, the traditional one " +
      "repairs only the last line of a read.",
  },
  "bare-cr": {
    requirement: "`TIME` with CR alone is not a complete request: no time is sent.",
    why:
      "Only the first of the two end characters has come: 13, and not yet 10. Your code takes it for a " +
      "line end, removes it as white space, or looks only how the data begins, and so answers too early.",
    fix: "Wait until `\\r\\n` stands in the buffer, and send nothing before.",
  },
  unterminated: {
    requirement: "`TIME` without any line end is not a complete request: no time is sent.",
    why:
      "Your code answered after four bytes, and could not know whether the line was over: in a stream more " +
      "may always come. Only the `\\r\\n` shows that the request is complete.",
    fix: "Answer when the `\\r\\n` has come, and not as soon as `TIME` has.",
  },
  lowercase: {
    requirement: "`time\\r\\n` in small letters is not answered with the time.",
    why:
      "The assignment names the string `TIME`, in capitals. To a program `T` (84) and `t` (116) are different " +
      "bytes; changing the case before the comparison hides that.",
    fix: "Compare the bytes as they came, without changing their case.",
  },
  unknown: {
    requirement: "`HELLO\\r\\n` gets no time, and the server goes on serving others.",
    why:
      "An `else` that sends the time too answers anything at all. And where a strange line raises an " +
      "exception in the thread that accepts, that one line stops the whole server.",
    fix:
      "Send the time only for a line that begins with `TIME`, and give every other line an answer of its " +
      "own.",
  },
  "unknown-answered": {
    requirement: "`HELLO\\r\\n` gets an answer of some kind, or the connection is closed.",
    why:
      "Your server sent nothing. A client then cannot distinguish a wrong request from a slow network, and goes " +
      "on waiting. Probably the `if` for `TIME` has no `else`.",
    fix: "Add an `else` that sends one short line, such as `ERROR unknown request`, with CR LF at its end.",
  },
  "unknown-stays": {
    requirement: "After `HELLO\\r\\n` a `TIME\\r\\n` on the same connection is still served.",
    why:
      "One unknown line ended the conversation: your code closed, left its loop, or kept the `HELLO` in " +
      "its buffer, in front of the `TIME`. A person who mistypes once has to connect anew.",
    fix: "Take the unknown line out of the buffer, answer it with an error, and go on with the next.",
  },
  "quit-unterminated": {
    requirement: "`QUIT` without CR LF does not end the conversation yet.",
    why:
      "Your server closed after four bytes, before the line was over. For `QUIT` it is as for `TIME`: only " +
      "the `\\r\\n` shows that the request is complete.",
    fix: "Compare with `QUIT` only after a line has been cut off at its `\\r\\n`.",
  },
} as const satisfies Partial<Record<CaseId, CaseTexts>>;
