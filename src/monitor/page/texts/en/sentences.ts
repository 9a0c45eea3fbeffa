/** English: sentences around a number. */
import type { Sentences } from "../texts.ts";

const plural = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;

export const SENTENCES = {
  synchronised: (error) => (error === undefined ? "synchronised" : `synchronised, off by ${error} at most`),
  unsynchronised: "not synchronised: the time may be wrong. Start chrony or systemd-timesyncd.",
  clockUnknown: "says nothing about synchronisation",
  ofLimit: (limit) => `of ${limit} at most`,
  refused: (count) => `${count} turned away`,
  atMost: (peak) => `peak ${peak}`,
  perDot: (count) => (count === "1" ? "a dot is a connection" : `a dot is ${count} connections`),
  restarts: (count) => `replaced ${count === 1 ? "once" : `${count} times`}`,
  lane: (thread, open, rate) =>
    `Thread ${thread}: ${open} ${open === "1" ? "connection" : "connections"}, ${rate} requests a second`,
  showing: (rows, matching) => (rows === matching ? `${rows}` : `${rows} of ${matching}`),
  sessionOf: (client) => `Session of ${client}`,
  sortBy: (column) => `Sort by ${column}`,
  linesLeftOut: (count) => `… and ${count} more lines`,
  stepsLeftOut: (count) => `${count} more steps are kept, and not drawn.`,
  bytesLeftOut: (count) => `${count} more bytes came and were not kept.`,
  bytes: (count) => plural(count, "byte", "bytes"),
  times: (count) => `${count} times`,
  pause: (duration) => `${duration} pass`,
  faultsDropped: (count) => `${count} more were only counted: they came too fast to list.`,
  chart: (name, now, peak) => `${name}, the last five minutes: now ${now}, at most ${peak}`,
} as const satisfies Sentences;
