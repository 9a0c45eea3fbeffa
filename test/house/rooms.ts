/** Which rooms of src may import which; a room may always import itself. docs/architecture.md prints the same table. */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  protocol: [],
  clock: [],
  server: ["protocol", "clock"],
  client: ["protocol", "clock"],
  proc: [],
  text: [],
  check: ["proc", "text"], // a checker that shares code with the server would share its mistakes
  lab: ["check", "proc", "text"],
  bench: ["protocol", "clock", "proc", "text"],
  monitor: ["protocol", "clock", "server", "text"], // it is given what it shows
  cli: ["protocol", "clock", "server", "client", "check", "lab", "bench", "monitor", "proc", "text"],
};
