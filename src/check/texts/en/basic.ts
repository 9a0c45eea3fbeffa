/** English: the texts of the cases that test the assignment itself. */
import type { CaseId } from "../../cases/registry.ts";
import type { CaseTexts } from "../texts.ts";

export const BASIC_CASES = {
  connect: {
    requirement: "The server accepts a TCP connection on its port within 2 seconds.",
    why:
      "Nothing answers at this address: the server is not running, it ended with an error, it listens on " +
      "another port, or it is bound to `127.0.0.1` while the client comes from another machine. A firewall " +
      "between the machines has the same effect.",
    fix:
      "Start the server and read what it prints, then look with `ss -ltn` whether its port is open. Bind " +
      "to `0.0.0.0`, so that the other machines of the lab reach it too.",
  },
  "time-reply": {
    requirement: "`TIME\\r\\n` is answered within 2 seconds by a line that shows the time.",
    why:
      "The request arrived whole, and your code sent nothing for it. Usual causes: the line end was removed " +
      "before the code looks for it, the line is compared with a text that is not quite the same, or the reply " +
      "was written and never sent.",
    fix:
      "Print what came, with its line end, just before it is compared; take the `\\r\\n` off only after it has " +
      "shown where the request ends.",
  },
  "reply-prefix": {
    requirement: "The reply begins with `JAM` and one space, and then comes the time.",
    why:
      "The text in your code differs a little from the assignment's: a colon, a second space, another " +
      "word. To a person it looks the same; a client that takes the time from the fifth byte on reads " +
      "something else.",
    fix: "Write exactly `JAM` in capitals, one space and the time, without a colon.",
  },
  "reply-format": {
    requirement:
      "After `JAM` and the space comes the time only, as `hh:mm:ss`: two digits each, with hours from " +
      "00 to 23.",
    why:
      "What stands there is no time of day in 24 hours: the hour may count to 12 with AM or PM, a field may be out of " +
      "range, or another sign than a colon may separate them.",
    fix:
      "Let the language's own time function write hour, minute and second in two digits each, with 24 hours, and " +
      "nothing else.",
  },
  "reply-crlf": {
    requirement: "The reply ends with CR LF (bytes 13 and 10) exactly once, and nothing comes after it.",
    why:
      "TCP does not mark where your reply ends. CR LF does, and sending adds no line end by itself. Without it, " +
      "or with `\\n` alone, the client goes on waiting; and whatever follows it is taken for the start of the " +
      "next reply.",
    fix: "End the text with one `\\r\\n` before it is sent: these are the bytes 13 and 10.",
  },
  "reply-utf8": {
    requirement: "The reply is UTF-8, without a byte-order mark in front of it.",
    why:
      "The text was encoded in another way, such as UTF-16 or with a byte-order mark. These add bytes in front of " +
      "the letters or between them, and a client reads them as part of the reply.",
    fix: "Encode the text as UTF-8 without a byte-order mark; for these characters that is the same as ASCII.",
  },
  "reply-clock": {
    requirement:
      "Each reply shows the time of that moment: right to 2 seconds, in one time zone, and further on at " +
      "the next request.",
    why:
      "The time is probably read once, when the server starts or when the client connects, and kept in a " +
      "variable; every later reply repeats it. Or the machine's own clock is wrong: see what `date -u` " +
      "prints there.",
    fix:
      "Read the clock in the branch that answers, anew for each request. If it is the machine's clock that is " +
      "off, set that: `timedatectl` shows whether it is synchronised.",
  },
  "repeat-clock": {
    requirement:
      "A client that asks again on the same connection 2 seconds later sees a time that has moved on.",
    why:
      "Your code reads the time once for each client, when it connects or at its first request, and keeps " +
      "it in a variable. A client that stays connected then gets the same second again and again.",
    fix: "Read the clock inside the loop that reads requests, in the branch that answers `TIME`.",
  },
  repeat: {
    requirement: "A client may send another request on the same connection: each `TIME\\r\\n` gets a reply.",
    why:
      "After the first reply your code closes the connection, or leaves its loop and reads no more. In the " +
      "assignment it is the client that ends the conversation, with `QUIT`.",
    fix: "Put reading and answering into a loop that ends only at `QUIT`, or when the client has closed.",
  },
  "quit-closes": {
    requirement: "`QUIT\\r\\n` ends the conversation: the server closes the connection within 2 seconds.",
    why:
      "Leaving the loop, or the end of the thread, does not close a connection as long as something still refers " +
      "to it, such as a list of clients. Only closing it does. Or your code never finds the `QUIT` in what came: " +
      "print the line and look.",
    fix: "At `QUIT`, close the connection, and return from the function that serves the client.",
  },
  "quit-after-time": {
    requirement:
      "`QUIT\\r\\n` ends the conversation after a reply too: the server closes within 2 seconds and sends " +
      "no further time.",
    why:
      "The first request was served, and the `QUIT` after it was not obeyed. Usual causes: only the inner one of " +
      "two loops was left, the connection is not closed after the loop, or whatever arrives is answered with the " +
      "time.",
    fix: "Look at each line anew, also after a reply; at `QUIT`, close the connection and return.",
  },
  "quit-silent": {
    requirement: "At `QUIT\\r\\n` the server closes without sending anything first.",
    why:
      "A goodbye is kind to a person. But a program takes every byte for a reply, and the assignment knows " +
      "only one: `JAM` and the time.",
    fix: "At `QUIT`, close without sending anything.",
  },
  "concurrent-idle": {
    requirement: "While one client is connected and silent, another one is served.",
    why:
      "Your server serves one client at a time: as long as it waits for the silent one, the others are not " +
      "served. Often there is a thread for each client, but the code waits for its end before it accepts the " +
      "next.",
    fix: "After accepting, give the connection a thread of its own, and go straight back to accepting.",
  },
  "concurrent-partial": {
    requirement: "While one client has sent only half a request (`TI`), another one is served.",
    why:
      "As long as your code waits for the rest of one client's request, all others wait too: it reads in " +
      "the thread that accepts, or holds a lock that all threads share.",
    fix:
      "Let each thread read its own connection into a buffer of its own, and hold no lock while it waits for " +
      "data.",
  },
  "concurrent-many": {
    requirement: "Of 20 clients connected at the same time, all are served.",
    why:
      "The clients are served in turn, or by a fixed number of threads that is below 20; the rest wait " +
      "until one of the others goes.",
    fix:
      "Start a thread for each connection, and let new clients queue meanwhile: a listen queue of 128 instead of " +
      "1.",
  },
} as const satisfies Partial<Record<CaseId, CaseTexts>>;
