/** Which rooms of src may import which; a room may always import itself. docs/architecture.md prints the same table. */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  protocol: [],
  clock: [],
  proc: [],
  plot: [],
  text: [],
  "language.ts": [],
  server: ["protocol", "clock", "proc", "text"],
  offset: [],
  client: ["protocol", "offset", "text"],
  check: ["proc", "text", "language.ts"], // a checker that shares code with the server would share its mistakes
  grade: ["check", "proc", "text", "language.ts"],
  lab: ["proc", "text", "language.ts"],
  bench: ["protocol", "proc"],
  monitor: ["protocol", "clock", "server", "text", "language.ts"], // it is given what it shows
  cli: [
    ...["protocol", "clock", "server", "client", "check", "grade", "lab", "bench", "monitor"],
    ...["offset", "plot", "proc", "text", "language.ts"],
  ],
};
