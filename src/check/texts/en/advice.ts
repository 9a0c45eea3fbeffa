/** English: explanations that fit what a try showed. */
import type { AdviceId, AdviceTexts } from "../advice.ts";

export const ADVICE = {
  "other-port": {
    why:
      "The server runs and listens, on another port than the assignment asks for. A client that follows the " +
      "assignment finds nothing on its port.",
    fix: "Bind to the port of the assignment. Everything else was checked on the port that the server has.",
  },
  "time-misshapen": {
    why:
      "Your code recognised the request and answered it; only the form of the time is wrong. A time has two " +
      "digits for hour, minute and second, with one colon between them.",
    fix: "Correct the format with which the time is written. Nothing has to change where the request is read.",
  },
  "more-than-time": {
    why:
      "The time is there, and something else stands beside it. Often it is the date: the assignment's own example " +
      "writes it too, and many servers keep it.",
    fix: "Leave hour, minute and second in the format, and nothing else.",
  },
  "digit-missing": {
    why:
      "The time was put together from numbers, and a number has no leading zero: seven o'clock becomes `7` instead " +
      "of `07`.",
    fix: "Let the language's own time function write hour, minute and second, in two digits each.",
  },
  "other-branch": {
    why:
      "The request arrived, and another branch of your code answered it than the one that sends the time. So the " +
      "comparison with `TIME` was false: the line that it looked at was not what you expect.",
    fix: "Print the line just before it is compared, so that its line end and its quotes show, and compare with that.",
  },
  "ended-unanswered": {
    why:
      "Your server accepted the connection, and ended it where an answer was due. Usually an error ended the " +
      "function that serves the client; the server's output has its message.",
    fix: "Read what the server printed, correct that error, and let an error of one client close that client alone.",
  },
  "never-closes": {
    why:
      "`QUIT` alone does not close the connection either, so how the bytes arrive is not the cause. Leaving the " +
      "loop, or the end of a thread, closes nothing while the connection is still referred to.",
    fix: "At `QUIT`, close the connection itself, and then return.",
  },
  "quit-only-alone": {
    why:
      "Your server cuts lines rightly, and closes when a `QUIT` comes by itself. When another line comes in the same " +
      "read it does not: the loop that takes the lines one by one does not look for `QUIT`, or does not close.",
    fix: "Look for `QUIT` in the same loop that takes the lines, and close and return there.",
  },
  "quit-unseen": {
    why:
      "Both lines came in a single read. Your code answered the `TIME` at the beginning of these 12 bytes, and did " +
      "not look at what follows it.",
    fix: "Take the lines one by one, in their order: answer the first, and close at the second.",
  },
  "time-unseen": {
    why:
      "Both lines came in a single read. Your server closed without an answer to the `TIME`: it looked at the end of " +
      "these 12 bytes and found `QUIT`, or an error ended it.",
    fix: "Take the lines one by one, in their order: answer the first, and close at the second.",
  },
  "neither-seen": {
    why:
      "Both lines came in a single read, and your code compared all 12 bytes at once: they are neither " +
      "`TIME\\r\\n` nor `QUIT\\r\\n`.",
    fix: "Take the lines one by one, in their order: answer the first, and close at the second.",
  },
  "quit-answered": {
    why: "More times came than were asked for: the `QUIT` after the `TIME` was answered like another request.",
    fix: "Look at each line for itself: send the time only for `TIME`, and at `QUIT` close and return.",
  },
  "reads-on": {
    why:
      "Your server cuts lines rightly, and goes on with those that follow a `QUIT`: the loop over the lines was not " +
      "left, perhaps only the `if` in it.",
    fix: "At `QUIT`, close the connection and return from the function at once; the rest of the buffer is never read.",
  },
  "quit-passed-over": {
    why: "A time came for the `TIME` after the `QUIT`: the conversation did not end where the client had ended it.",
    fix: "Take the lines one by one, in their order, and at `QUIT` close and return at once.",
  },
  "time-anywhere": {
    why:
      "Both lines came in a single read, and your code looked for `TIME` anywhere in these 12 bytes, or only at their " +
      "end. The `QUIT` in front had ended the conversation.",
    fix: "Take the lines one by one, in their order, and at `QUIT` close and return at once.",
  },
  "left-at-fin": {
    why:
      "A FIN means only that the client will send no more; it still reads. Your server ended the connection when the " +
      "FIN came, and did not answer the request in front of it.",
    fix: "Answer first what has come, and close only after that.",
  },
  "fin-unseen": {
    why:
      "Your server answered, and then kept its side open. A FIN from the client means that nothing more will come, and " +
      "reading reports it: your code does not look for that, or leaves its loop without closing.",
    fix: "When reading reports the end, leave the loop and close the connection.",
  },
  "piece-answered": {
    why:
      "Your server answered before the line was complete: it sent a time for a piece of the request, and so more " +
      "answers than there were requests. A read may bring any part of a line.",
    fix: "Collect what each read brings, and answer only a line that has its `\\r\\n`.",
  },
  "piece-refused": {
    why:
      "Your server took a piece of the request for a whole one, and sent something that is no part of " +
      "the reply. A read may bring any part of a line.",
    fix: "Collect what each read brings, and judge a line only when its `\\r\\n` has come.",
  },
  "piece-ended": {
    why:
      "Your server ended the connection over a piece of a request. A read may bring any part of a line; a piece that " +
      "makes no sense yet is no mistake of the client.",
    fix: "Collect what each read brings, and judge a line only when its `\\r\\n` has come.",
  },
  "rest-forgotten": {
    why:
      "Your server answers two requests in one read, so it cuts lines. But here the first read ended in `TI`, and " +
      "these two bytes were forgotten: `ME\\r\\n` alone means nothing.",
    fix: "When no `\\r\\n` is left in the buffer, keep what is there, and add the next read to it.",
  },
  "one-a-read": {
    why:
      "The first read brought `TIME\\r\\nTI`, and your code gave it one answer as if it were one request. The `TI` was " +
      "then gone, and `ME\\r\\n` alone means nothing.",
    fix: "Cut lines at each `\\r\\n`, and keep what follows the last one: it is the beginning of the next request.",
  },
} as const satisfies Readonly<Record<AdviceId, AdviceTexts>>;
