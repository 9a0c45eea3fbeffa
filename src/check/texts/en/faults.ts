/** English: what happened in a try, one sentence a fault. */
import type { Parameters } from "../../outcome.ts";
import { numberIn, textIn } from "../parameter.ts";
import type { Texts } from "../texts.ts";

const number = (parameters: Parameters, name: string) => numberIn("en", parameters, name);

/** `2 replies with the time were expected, and 1 came.` */
function count(parameters: Parameters): string {
  const expected = number(parameters, "expected");
  const got = number(parameters, "got");
  const replies = expected === "1" ? "1 reply with the time was" : `${expected} replies with the time were`;
  return `${replies} expected, and ${got === "0" ? "none" : got} came.`;
}

function unserved(parameters: Parameters): string {
  const got = number(parameters, "got");
  const expected = number(parameters, "expected");
  if (expected === "1") return "The other client did not get the time.";
  return got === "0"
    ? `None of ${expected} connections got the time.`
    : `Only ${got} of ${expected} connections got the time.`;
}

export const FAULTS = {
  refused: () => "The connection was refused: nothing listens on this port.",
  "other-port": (parameters) =>
    `The server listens on port ${textIn(parameters, "got")}, not on ${textIn(parameters, "expected")}.`,
  "not-accepted": () => "The connection was not accepted in time.",
  silent: () => "The server stayed silent: nothing came in time.",
  blank: (parameters) => `Nothing but white space came: \`${textIn(parameters, "text")}\`.`,
  "no-time": ({ text }) =>
    `The server answered, but no \`hh:mm:ss\` is in it${text === undefined ? "." : `: \`${text}\`.`}`,
  "closed-early": () => "The server closed the connection (FIN) before it had answered.",
  "reset-early": () => "The server reset the connection (RST) before it had answered.",
  "too-few": count,
  "too-many": count,
  "something-else": (parameters) =>
    `The replies are right in number, but something else came too: \`${textIn(parameters, "extra")}\`.`,
  served: () => "The server sent the time although it must not.",
  "not-closed": () => "The server left the connection open although it must close it.",
  closed: () => "The server closed the connection although it must leave it open.",
  talked: (parameters) => `Before it closed, the server sent \`${textIn(parameters, "text")}\`.`,
  "some-unserved": unserved,
  "not-served-after": () => "A new connection, made for the test, did not get the time.",
  "wrong-prefix": (parameters) =>
    parameters["prefix"] === ""
      ? "Nothing precedes the time; `JAM` and one space are missing."
      : `The time is preceded by \`${textIn(parameters, "prefix")}\`, and not \`JAM\` and one space.`,
  "wrong-format": (parameters) =>
    parameters["text"] === ""
      ? "There is no time where `hh:mm:ss` is expected."
      : `Instead of \`hh:mm:ss\` came \`${textIn(parameters, "text")}\`.`,
  "wrong-end": (parameters) =>
    parameters["end"] === ""
      ? "No line end follows the time; `\\r\\n` is missing."
      : `The reply ends with \`${textIn(parameters, "end")}\`, and not with one \`\\r\\n\`.`,
  "more-after-end": (parameters) =>
    `After the end of the reply came more: \`${textIn(parameters, "extra")}\`.`,
  "not-utf8": ({ text }) =>
    `The bytes of the reply are not valid UTF-8${text === undefined ? "." : `: \`${text}\`.`}`,
  "byte-order-mark": () => "The reply begins with a byte-order mark (`ef bb bf`).",
  "wrong-time": (parameters) =>
    `The server showed ${textIn(parameters, "shown")} when it was ${textIn(parameters, "expected")} UTC, ` +
    "and in no time zone are both the same moment.",
  "clock-stands": (parameters) =>
    `The server showed ${textIn(parameters, "first")}, and ${number(parameters, "seconds")} seconds later ` +
    `${textIn(parameters, "second")}.`,
  "zone-changes": (parameters) =>
    `The server showed ${textIn(parameters, "first")} and then ${textIn(parameters, "second")}: ` +
    "these are times of two different zones.",
  "took-everything": (parameters) =>
    `To ${number(parameters, "bytes")} bytes of one line the server neither answered nor closed.`,
  spins: (parameters) =>
    `With no client left, the server used ${number(parameters, "percent")} % of one core for a second.`,
  died: () => "The server's process ended during this case.",
} as const satisfies Texts["faults"];
