/** English: sentences around a number. */
import type { Sentences } from "../texts.ts";

const plural = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;

const were = (count: string) => (count === "1" ? "was" : "were");

export const SENTENCES = {
  synchronised: (error) => (error === undefined ? "synchronised" : `synchronised, error at most ${error}`),
  unsynchronised: "not synchronised: the time may be wrong. Start chrony or systemd-timesyncd.",
  clockUnknown: "status unknown",
  ofLimit: (limit) => `limit ${limit}`,
  refused: (count) => `${count} refused`,
  atMost: (peak) => `peak ${peak}`,
  perDot: (count) => (count === "1" ? "1 dot = 1 connection" : `1 dot = ${count} connections`),
  restarts: (count) => `replaced ${count === 1 ? "once" : `${count} times`}`,
  lane: (thread, open, rate) =>
    `Thread ${thread}: ${open} ${open === "1" ? "connection" : "connections"}, ${rate} requests per second`,
  showing: (rows, matching) => (rows === matching ? `${rows}` : `${rows} of ${matching}`),
  sessionOf: (client) => `Session of ${client}`,
  sortBy: (column) => `Sort by ${column}`,
  linesLeftOut: (count) => `… and ${count} more ${count === "1" ? "line" : "lines"}`,
  stepsLeftOut: (count) => `${count} more ${count === "1" ? "step is" : "steps are"} recorded but not shown.`,
  bytesLeftOut: (count) =>
    `${count} more ${count === "1" ? "byte" : "bytes"} of the client ${were(count)} not recorded.`,
  replyBytesLeftOut: (count) =>
    `${count} more ${count === "1" ? "byte" : "bytes"} of replies ${were(count)} not recorded.`,
  unrecorded: (count) =>
    `The bytes of ${count} refused ${count === "1" ? "line" : "lines"} were not recorded; the server counted what was wrong.`,
  noContact: (duration) => `No contact with the server for ${duration}. What you see is out of date.`,
  restarted: (at) => `The server was restarted at ${at}. Sessions from before are gone.`,
  bytes: (count) => plural(count, "byte", "bytes"),
  times: (count) => `${count} ${count === "1" ? "time" : "times"}`,
  copyOf: (program) => `Copy the command for ${program}`,
  stepBack: "One arrow back",
  stepOn: "One arrow on",
  stepOf: (step, steps) => `${step} of ${steps}`,
  pause: (duration) => `pause of ${duration}`,
  faultsDropped: (count) => `${count} more ${were(count)} counted but not listed: too many in one second.`,
  chart: (name, now, peak) => `${name}, last five minutes: now ${now}, peak ${peak}`,
} as const satisfies Sentences;
